package dev.tokenless.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads and writes the files of one repository, never outside of it and never inside {@code .git}. */
final class FileWriting {
    /** No file that is edited comes near this; a bigger one was not read by the program. */
    private static final long MAX_BYTES = 16L << 20;

    private final Path folder;

    FileWriting(Path folder) {
        this.folder = folder;
    }

    /** The answer to reading a file. */
    sealed interface Present {}

    record Content(String text) implements Present {}

    record Missing() implements Present {}

    record Unreadable(String reason) implements Present {}

    /** Stops the writing; never leaves this class. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final WriteResult.Refused refused;

        Refusal(String reason, String manual) {
            super(reason, null, false, false);
            this.refused = new WriteResult.Refused(reason, manual);
        }
    }

    Present read(String path) {
        try {
            Path target = target(path);
            return target == null || !Files.exists(target) ? new Missing() : new Content(content(path, target));
        } catch (Refusal e) {
            return new Unreadable(e.refused.reason());
        }
    }

    WriteResult write(List<FileEdit> edits) {
        List<Prepared> prepared = new ArrayList<>();
        try {
            for (FileEdit edit : edits) {
                prepared.add(prepare(edit));
            }
            stage(prepared);
            commit(prepared);
            return new WriteResult.Written(
                    new UndoLog(edits.stream().map(UndoLog.Entry::of).toList()));
        } catch (Refusal e) {
            return e.refused;
        } finally {
            discard(prepared);
        }
    }

    /** Writes the restored texts and removes the files that had been new. */
    WriteResult restore(List<FileEdit> edits, UndoLog log) {
        List<FileEdit> kept = new ArrayList<>();
        List<String> created = new ArrayList<>();
        for (int i = 0; i < edits.size(); i++) {
            if (log.entries().get(i).created()) {
                created.add(edits.get(i).path());
            } else {
                kept.add(edits.get(i));
            }
        }
        WriteResult written = write(kept);
        if (!(written instanceof WriteResult.Written done)) {
            return written;
        }
        for (String path : created) {
            try {
                Path target = target(path);
                if (target != null) {
                    Files.deleteIfExists(target);
                }
            } catch (Refusal e) {
                return e.refused;
            } catch (IOException e) {
                return new WriteResult.Refused(path + " could not be removed: " + say(e) + ".", "Remove it by hand.");
            }
        }
        return done;
    }

    /** A file on its way: where it goes, what it was, and the temporary file that holds what it becomes. */
    private static final class Prepared {
        final FileEdit edit;
        final Path target;
        final @Nullable Set<PosixFilePermission> permissions;

        @Nullable
        Path temporary;

        boolean moved;

        /** Where the file stood before, null where it stays. */
        @Nullable
        Path source;

        Prepared(FileEdit edit, Path target, @Nullable Set<PosixFilePermission> permissions) {
            this.edit = edit;
            this.target = target;
            this.permissions = permissions;
        }
    }

    private Prepared prepare(FileEdit edit) throws Refusal {
        Path target = target(edit.path());
        if (edit.newFile()) {
            if (target == null || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new Refusal(
                        edit.path() + " is there already and would be overwritten.",
                        "Choose another file name, or remove the file first.");
            }
            return new Prepared(edit, target, null);
        }
        @Nullable String from = edit.movedFrom();
        Path source = from == null ? target : target(from);
        String name = from == null ? edit.path() : from;
        if (source == null || !Files.exists(source)) {
            throw new Refusal(name + " is no longer there.", "Open the repository again.");
        }
        if (from != null && (target == null || Files.exists(target, LinkOption.NOFOLLOW_LINKS))) {
            throw new Refusal(
                    edit.path() + " is there already and would be overwritten.",
                    "Choose another file name, or remove the file first.");
        }
        if (!content(name, source).equals(edit.before())) {
            throw new Refusal(
                    name + " changed on disk since it was read, so nothing was written.",
                    "Open the repository again and repeat the step.");
        }
        Prepared prepared = new Prepared(edit, Objects.requireNonNull(target), permissions(source));
        prepared.source = from == null ? null : source;
        return prepared;
    }

    /** The file that a path really means; null where a link leads nowhere. Refused where it lies outside or in .git. */
    private @Nullable Path target(String path) throws Refusal {
        Refusal outside = new Refusal(
                path + " does not lie inside the repository, so it is not written.", "Edit that file by hand.");
        try {
            Path root = folder.toRealPath();
            Path plain = root.resolve(path).normalize();
            if (Path.of(path).isAbsolute() || !plain.startsWith(root) || plain.equals(root)) {
                throw outside;
            }
            if (Files.isSymbolicLink(plain) && !Files.exists(plain)) {
                return null;
            }
            Path existing = plain;
            while (!Files.exists(existing) && existing.getParent() instanceof Path parent) {
                existing = parent;
            }
            Path real = existing.toRealPath();
            Path target = existing.equals(plain) ? real : real.resolve(existing.relativize(plain));
            if (!target.startsWith(root)) {
                throw new Refusal(
                        path + " is a link that leads out of the repository, so it is not written.",
                        "Edit the file that the link names by hand.");
            }
            for (Path part : root.relativize(target)) {
                if (part.toString().equalsIgnoreCase(".git")) {
                    throw outside;
                }
            }
            return target;
        } catch (IOException e) {
            throw new Refusal(path + " cannot be reached: " + say(e) + ".", "Check the file and its rights.");
        } catch (InvalidPathException e) {
            throw outside;
        }
    }

    private static String content(String path, Path target) throws Refusal {
        try {
            if (!Files.isRegularFile(target) || Files.size(target) > MAX_BYTES) {
                throw new Refusal(path + " is not an ordinary text file.", "Check the file.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(Files.readAllBytes(target)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(path + " is not UTF-8, so it is not written.", "Convert the file to UTF-8 first.");
        } catch (IOException e) {
            throw new Refusal(path + " cannot be read: " + say(e) + ".", "Check the file and its rights.");
        }
    }

    private static @Nullable Set<PosixFilePermission> permissions(Path target) throws Refusal {
        PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        try {
            return view == null ? null : view.readAttributes().permissions();
        } catch (IOException e) {
            throw new Refusal(target.getFileName() + " cannot be read: " + say(e) + ".", "Check its rights.");
        }
    }

    private void stage(List<Prepared> prepared) throws Refusal {
        for (Prepared file : prepared) {
            try {
                Path parent = Objects.requireNonNull(file.target.getParent(), "a file in a folder has one");
                Files.createDirectories(parent);
                Path temporary = Files.createTempFile(parent, "." + file.target.getFileName() + ".", ".tmp");
                file.temporary = temporary;
                Files.write(temporary, file.edit.after().getBytes(StandardCharsets.UTF_8));
                Set<PosixFilePermission> wanted = file.permissions != null ? file.permissions : usual(parent);
                if (wanted != null) {
                    Files.setPosixFilePermissions(temporary, wanted);
                }
            } catch (IOException e) {
                throw new Refusal(
                        file.edit.path() + " cannot be written: " + say(e) + ".",
                        "Check the rights of its folder and the room on its disk.");
            }
        }
    }

    /** A new file may be read by whoever may read its folder; a temporary file is the owner's alone. */
    private static @Nullable Set<PosixFilePermission> usual(Path parent) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(parent, PosixFileAttributeView.class);
        if (view == null) {
            return null;
        }
        Set<PosixFilePermission> usual = new TreeSet<>(view.readAttributes().permissions());
        usual.removeAll(Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE,
                PosixFilePermission.OTHERS_WRITE));
        usual.add(PosixFilePermission.OWNER_READ);
        usual.add(PosixFilePermission.OWNER_WRITE);
        return usual;
    }

    private static void commit(List<Prepared> prepared) throws Refusal {
        for (Prepared file : prepared) {
            Path temporary = Objects.requireNonNull(file.temporary);
            try {
                move(temporary, file.target);
                file.moved = true;
                file.temporary = null;
                if (file.source != null) {
                    Files.delete(file.source);
                }
            } catch (IOException e) {
                takeBack(prepared);
                throw new Refusal(
                        file.edit.path() + " cannot be replaced: " + say(e) + "; nothing was written.",
                        "Check the rights of its folder.");
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** All or none: what was moved before the one that failed gets its old text again. */
    private static void takeBack(List<Prepared> prepared) {
        for (Prepared file : prepared) {
            if (!file.moved) {
                continue;
            }
            try {
                Path source = file.source;
                if (source != null && !Files.exists(source)) {
                    Files.write(source, file.edit.before().getBytes(StandardCharsets.UTF_8));
                }
                if (file.edit.newFile() || source != null) {
                    Files.deleteIfExists(file.target);
                } else {
                    Files.write(file.target, file.edit.before().getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                System.getLogger(FileWriting.class.getName())
                        .log(System.Logger.Level.WARNING, "could not take back " + file.edit.path(), e);
            }
        }
    }

    private static void discard(List<Prepared> prepared) {
        for (Prepared file : prepared) {
            Path temporary = file.temporary;
            if (temporary != null) {
                try {
                    Files.deleteIfExists(temporary);
                } catch (IOException e) {
                    temporary.toFile().deleteOnExit();
                }
            }
        }
    }

    /** Why a file could not be had, in words: the system's own where it has some, such as that the disk is full. */
    private static String say(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "this user has no right to it";
            case NoSuchFileException _ -> "it is not there";
            case FileSystemException f when f.getReason() != null -> said(f.getReason());
            default ->
                e.getMessage() != null && e.getClass().equals(IOException.class)
                        ? said(e.getMessage())
                        : e.getClass()
                                .getSimpleName()
                                .replaceAll("([a-z])([A-Z])", "$1 $2")
                                .toLowerCase(Locale.ROOT);
        };
    }

    private static String said(String reason) {
        return reason.isEmpty() ? "no reason was given" : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
