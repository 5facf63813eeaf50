package dev.tokenless.repo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of this machine. Nothing outside of it is read: a link is followed only where its end lies inside. Only
 * ordinary files are opened, so a pipe or a device planted in a repository cannot hold the program up.
 */
public final class FolderTree implements SourceTree {
    /** The largest file that is read, in bytes. Real manifests and workflows stay far below. */
    public static final int LARGEST_FILE = 4 * 1024 * 1024;

    /** The most entries of one folder that are looked at. */
    private static final int MOST_ENTRIES = 20_000;

    private final Path root;
    private final String name;

    /** A folder that is not there is an empty tree. */
    public FolderTree(Path folder) {
        this.name = folder.toString();
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException _) {
            real = folder.toAbsolutePath().normalize();
        }
        this.root = real;
    }

    /** Folders that were found to be no links: to ask again for each of their files takes long. */
    private final Set<Path> inside = ConcurrentHashMap.newKeySet();

    /** The folder itself, its own links resolved. */
    public Path root() {
        return root;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read(String path) {
        Optional<String> normal = TreePath.normal(path);
        if (normal.isEmpty() || normal.get().isEmpty()) {
            return new Absent();
        }
        return readInside(normal.get());
    }

    private Reading readInside(String path) {
        try {
            Path file = root.resolve(path);
            BasicFileAttributes own = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (own.isDirectory()) {
                return new Absent();
            }
            Path folder = file.getParent();
            if (own.isRegularFile() && folder != null && inside.contains(folder)) {
                return readReal(path, file);
            }
            Path real;
            try {
                real = file.toRealPath();
            } catch (NoSuchFileException _) {
                return unread(path, "The file is a link to nothing and was not read.");
            }
            if (!real.startsWith(root)) {
                return unread(path, "The file is a link that leads out of the folder; it was not followed.");
            }
            if (real.equals(file) && folder != null) {
                inside.add(folder);
            }
            return readReal(path, real);
        } catch (NoSuchFileException | InvalidPathException _) {
            return new Absent();
        } catch (AccessDeniedException _) {
            return unread(path, "The file may not be read by this user.");
        } catch (FileSystemException e) {
            // A file used as a folder on the way is no file of that name; a ring of links is one that cannot be read.
            return "Not a directory".equals(e.getReason())
                    ? new Absent()
                    : unread(path, "The file could not be read: " + reason(e) + ".");
        } catch (IOException e) {
            return unread(path, "The file could not be read: " + reason(e) + ".");
        }
    }

    private static Reading readReal(String path, Path real) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return new Absent();
        }
        if (!attributes.isRegularFile()) {
            return unread(path, "This is no ordinary file (a pipe, socket or device) and was not opened.");
        }
        if (attributes.size() > LARGEST_FILE) {
            return tooLarge(path);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST_FILE + 1);
        }
        return bytes.length > LARGEST_FILE ? tooLarge(path) : Decoding.utf8(path, bytes);
    }

    private static Reading tooLarge(String path) {
        return unread(path, "The file is larger than 4 MiB and was not read.");
    }

    private static Reading unread(String path, String message) {
        return new Unread(Problem.of(path, message));
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getClass().getSimpleName();
    }

    @Override
    public Listing list(String folder) {
        Optional<String> normal = TreePath.normal(folder);
        if (normal.isEmpty()) {
            return Listing.EMPTY;
        }
        try {
            Path real =
                    normal.get().isEmpty() ? root : root.resolve(normal.get()).toRealPath();
            return real.startsWith(root)
                    ? listReal(normal.get(), real)
                    : unlisted(
                            normal.get(),
                            "The folder is a link that leads out of the repository; it was not followed.");
        } catch (AccessDeniedException _) {
            return unlisted(normal.get(), "The folder may not be read by this user.");
        } catch (DirectoryIteratorException e) {
            return unlisted(
                    normal.get(),
                    "The folder could not be read: " + reason(Objects.requireNonNull(e.getCause())) + ".");
        } catch (IOException | InvalidPathException _) {
            // No such folder, or a file of that name: nothing is in it for us.
            return Listing.EMPTY;
        }
    }

    private static Listing unlisted(String folder, String message) {
        return new Listing(List.of(), List.of(), Problem.of(folder.isEmpty() ? "." : folder, message));
    }

    private static Listing listReal(String path, Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        int seen = 0;
        Problem unread = null;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (++seen > MOST_ENTRIES) {
                    unread = Problem.of(
                            path.isEmpty() ? "." : path,
                            "More than " + MOST_ENTRIES + " entries lie in this folder; the rest was not looked at.");
                    break;
                }
                String entryName = entry.getFileName().toString();
                BasicFileAttributes own;
                try {
                    own = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                } catch (NoSuchFileException _) {
                    continue;
                }
                if (own.isDirectory()) {
                    if (!entryName.equals(".git")) {
                        folders.add(entryName);
                    }
                } else if (!own.isSymbolicLink() || !Files.isDirectory(entry)) {
                    files.add(entryName);
                }
            }
        }
        Collections.sort(files);
        Collections.sort(folders);
        return new Listing(files, folders, unread);
    }
}
