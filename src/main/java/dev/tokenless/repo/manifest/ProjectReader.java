package dev.tokenless.repo.manifest;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.FolderTree;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.git.GitRemote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a project: where its repository lives and what its manifests declare. Nothing of it is run. */
public final class ProjectReader {
    private ProjectReader() {}

    /** Reads a folder of this machine. A folder that is not there gives a project without anything and a problem. */
    public static Project read(Path folder) {
        FolderTree tree = new FolderTree(folder);
        if (!Files.isDirectory(tree.root())) {
            String sentence = Files.exists(tree.root())
                    ? "This is a file; a folder with a repository is needed."
                    : "There is no such folder.";
            return new Project(
                    folder.toString(), tree, null, List.of(), List.of(new Problem(Place.startOf("."), sentence)));
        }
        return switch (GitRemote.of(folder)) {
            case GitRemote.Known known -> read(tree, folder.toString(), known.repository());
            case GitRemote.Unknown(Problem problem) -> {
                Project project = read(tree, folder.toString(), null);
                List<Problem> problems = new ArrayList<>(project.problems());
                problems.addFirst(problem);
                yield new Project(project.path(), tree, null, project.packages(), problems);
            }
        };
    }

    /**
     * Reads a tree whose home is known otherwise.
     *
     * @param path how the user named it
     */
    public static Project read(SourceTree tree, String path, @Nullable RepositoryId repository) {
        Manifests manifests = new Manifests(tree);
        new ManifestSearch(tree, manifests).run();
        List<DeclaredPackage> packages = new ArrayList<>(manifests.packages());
        packages.sort(Comparator.comparing(DeclaredPackage::manifest));
        List<Problem> problems = new ArrayList<>(manifests.problems());
        Problem unlisted = tree.list("").unread();
        if (unlisted != null) {
            problems.addFirst(unlisted);
        }
        return new Project(path, tree, repository, packages, problems);
    }
}
