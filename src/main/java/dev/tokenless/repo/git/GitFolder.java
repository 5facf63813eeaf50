package dev.tokenless.repo.git;

import dev.tokenless.repo.FolderTree;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.SourceTree.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The two files of a git folder that say where the repository lives, as text.
 *
 * <p>A {@code .git} file (worktree, submodule) may name any place of the machine. It is believed only where that place
 * names this folder in return, and then only the configuration and {@code HEAD} are read (layout: git's
 * documentation, "gitrepository-layout" and "git-worktree").
 *
 * @param config the text of the configuration
 * @param head the text of {@code HEAD}, empty where there is none
 */
record GitFolder(String config, String head) {

    /** What was found: a git folder or the sentence that says why there is none. */
    sealed interface Search {}

    record Found(GitFolder git) implements Search {}

    record NotFound(String path, String reason) implements Search {}

    static Search of(Path folder) {
        try {
            Path root = folder.toRealPath();
            Path git = root.resolve(".git");
            if (Files.notExists(git, LinkOption.NOFOLLOW_LINKS)) {
                return new NotFound(".git", "The folder is not a git repository, so no remote tells where it lives.");
            }
            if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
                return inside(root, ".git");
            }
            if (Files.isSymbolicLink(git)) {
                Path real = git.toRealPath();
                return real.startsWith(root) && Files.isDirectory(real)
                        ? inside(root, root.relativize(real).toString().replace('\\', '/'))
                        : new NotFound(".git", "“.git” is a link that leads out of the folder; it was not followed.");
            }
            return linked(root);
        } catch (IOException | InvalidPathException _) {
            return new NotFound(".git", "The folder's git configuration could not be read.");
        }
    }

    private static Search inside(Path root, String gitFolder) {
        FolderTree tree = new FolderTree(root);
        return found(tree, gitFolder + "/", tree, gitFolder + "/");
    }

    private static Search found(FolderTree configTree, String configPrefix, FolderTree headTree, String headPrefix) {
        String head = text(headTree.read(headPrefix + "HEAD"));
        return switch (configTree.read(configPrefix + "config")) {
            case SourceTree.Text(SourceText source) ->
                new Found(new GitFolder(source.text(), head == null ? "" : head));
            case SourceTree.Absent() -> new NotFound(".git/config", "The git repository has no configuration file.");
            case SourceTree.Unread(var problem) -> new NotFound(".git/config", problem.message());
        };
    }

    private static @Nullable String text(Reading reading) {
        return reading instanceof SourceTree.Text(SourceText source) ? source.text() : null;
    }

    private static Search linked(Path root) throws IOException {
        String pointer = text(new FolderTree(root).read(".git"));
        if (pointer == null || !pointer.startsWith("gitdir:")) {
            return new NotFound(".git", "“.git” is a file without “gitdir:”, so the repository cannot be found.");
        }
        Path git = root.resolve(pointer.substring("gitdir:".length()).strip());
        if (!Files.isDirectory(git)) {
            return new NotFound(".git", "The git folder that “.git” names is not there.");
        }
        git = git.toRealPath();
        if (git.startsWith(root)) {
            return inside(root, root.relativize(git).toString().replace('\\', '/'));
        }
        FolderTree gitTree = new FolderTree(git);
        String back = text(gitTree.read("gitdir"));
        if (back != null) {
            Optional<Path> common = commonFolder(git, gitTree);
            if (common.isPresent() && names(git.resolve(back.strip()), root.resolve(".git"))) {
                return found(new FolderTree(common.get()), "", gitTree, "");
            }
        } else if (worktreeOf(gitTree)
                .filter(worktree -> names(resolved(git(gitTree), worktree), root))
                .isPresent()) {
            return found(gitTree, "", gitTree, "");
        }
        return new NotFound(
                ".git", "“.git” names a git folder that does not name this folder in return; it was not read.");
    }

    private static Path git(FolderTree gitTree) {
        return gitTree.root();
    }

    private static Path resolved(Path folder, String path) {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException _) {
            return folder;
        }
    }

    /** Of a linked worktree: the repository that it belongs to, which must be where git would have put it. */
    private static Optional<Path> commonFolder(Path git, FolderTree gitTree) throws IOException {
        String written = text(gitTree.read("commondir"));
        Path worktrees = git.getParent();
        if (written == null || worktrees == null || worktrees.getParent() == null) {
            return Optional.empty();
        }
        Path common = resolved(git, written.strip());
        return Files.isDirectory(common)
                        && worktrees.getFileName().toString().equals("worktrees")
                        && common.toRealPath().equals(worktrees.getParent())
                ? Optional.of(worktrees.getParent())
                : Optional.empty();
    }

    /** Of a submodule: the folder that its configuration says it is checked out at. */
    private static Optional<String> worktreeOf(FolderTree gitTree) {
        String config = text(gitTree.read("config"));
        if (config == null) {
            return Optional.empty();
        }
        try {
            Config parsed = new Config();
            parsed.fromText(config);
            return Optional.ofNullable(parsed.getString("core", null, "worktree"));
        } catch (ConfigInvalidException _) {
            return Optional.empty();
        }
    }

    private static boolean names(Path pointed, Path wanted) {
        try {
            return Files.exists(pointed) && pointed.toRealPath().equals(wanted.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }
}
