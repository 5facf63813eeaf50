package dev.tokenless.repo.sample;

import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small repository in Python, JavaScript and Ruby that still publishes with stored tokens. The wizard runs on it
 * without an account, and so do the demo and many tests.
 */
public final class SampleProject {
    private static final String ROOT = "/dev/tokenless/sample/";

    /** {@code dot-} at the start of a name stands for a dot, so that git and build tools leave the resources alone. */
    private static final List<String> FILES = List.of(
            "README.md",
            "dot-git/HEAD",
            "dot-git/config",
            "dot-github/workflows/ci.yml",
            "dot-github/workflows/release.yml",
            "js/index.js",
            "js/package-lock.json",
            "js/package.json",
            "pyproject.toml",
            "ruby/lib/octo_sample.rb",
            "ruby/octo_sample.gemspec",
            "src/octo_sample/__init__.py",
            "tests/test_greet.py");

    private SampleProject() {}

    private static String path(String file) {
        return file.replaceAll("(^|/)dot-", "$1.");
    }

    /** The sample without a folder. It has no remote, since its git files are not in it. */
    public static SourceTree tree() {
        Map<String, String> texts = new LinkedHashMap<>();
        FILES.stream()
                .filter(file -> !file.startsWith("dot-git/"))
                .forEach(file -> texts.put(path(file), readable(file)));
        return new MemoryTree(texts);
    }

    /**
     * Writes the sample into a folder, which is made where it is missing.
     *
     * @return the folder
     * @throws UncheckedIOException when the folder is not empty or cannot be written
     */
    public static Path layOut(Path emptyFolder) {
        try {
            Files.createDirectories(emptyFolder);
            try (Stream<Path> entries = Files.list(emptyFolder)) {
                if (entries.findAny().isPresent()) {
                    throw new IOException("The folder for the sample is not empty: " + emptyFolder);
                }
            }
            for (String file : FILES) {
                Path target = emptyFolder.resolve(path(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, text(file));
            }
            return emptyFolder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sample's files by path, as its repository holds them before anything is changed. */
    public static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        try {
            for (String file : FILES) {
                if (!file.startsWith("dot-git/")) {
                    files.put(file.replaceAll("(^|/)dot-", "$1."), text(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String readable(String file) {
        try {
            return text(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in = SampleProject.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IOException("The program lacks its resource " + ROOT + file);
            }
            // The sources of this program never spell the registry's address out (a check in the build looks for it).
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@NPM-REGISTRY@", "registry." + "npmjs.org");
        }
    }
}
