package dev.tokenless.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer.Reply;
import dev.tokenless.repo.Decoding;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceTree;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a repository at GitHub, without a clone: the list in one request, each file when it is read. */
public final class RepositoryTree implements SourceTree {
    private static final int LARGEST_FILE = 4 * 1024 * 1024;

    private final GitHubSession session;
    private final String repositoryPath;
    private final String name;
    /** Blob by path; links and submodules are left out. */
    private final Map<String, String> blobs;

    private final Map<String, Listing> listings = new HashMap<>();
    private final Map<String, Reading> readings = new HashMap<>();

    private RepositoryTree(GitHubSession session, String repositoryPath, String name, Map<String, String> blobs) {
        this.session = session;
        this.repositoryPath = repositoryPath;
        this.name = name;
        this.blobs = blobs;
        index();
    }

    /**
     * A repository's files.
     *
     * @param ref a branch, tag or commit
     */
    public static Outcome<SourceTree> open(GitHubSession session, String owner, String repository, String ref) {
        String path = GitHubSession.path(owner, repository);
        String what = owner + "/" + repository + " at " + ref;
        return session.get(
                        path + "/git/trees/" + GitHubAddress.encoded(ref) + "?recursive=1", Right.READ_REPOSITORY, what)
                .then(node -> {
                    if (!node.path("tree").isArray()) {
                        return Outcome.failed(
                                new Trouble.Garbled(session.address().api() + path));
                    }
                    if (node.path("truncated").asBoolean()) {
                        return Outcome.failed(new Trouble.Changed("The repository " + owner + "/" + repository
                                + " has too many files to be read from GitHub. Clone it and open the folder."));
                    }
                    Map<String, String> blobs = new TreeMap<>();
                    for (JsonNode entry : node.path("tree")) {
                        boolean file = entry.path("type").asText("").equals("blob")
                                && !entry.path("mode").asText("").equals("120000");
                        String sha = entry.path("sha").asText("");
                        if (file && sha.matches("[0-9a-f]{40,64}")) {
                            blobs.put(entry.path("path").asText(""), sha);
                        }
                    }
                    return Outcome.done(new RepositoryTree(session, path, owner + "/" + repository, blobs));
                });
    }

    private void index() {
        Map<String, TreeSet<String>> files = new HashMap<>();
        Map<String, TreeSet<String>> folders = new HashMap<>();
        for (String path : blobs.keySet()) {
            String child = path;
            for (int slash = child.lastIndexOf('/'); ; slash = child.lastIndexOf('/')) {
                String parent = slash < 0 ? "" : child.substring(0, slash);
                (child.equals(path) ? files : folders)
                        .computeIfAbsent(parent, _ -> new TreeSet<>())
                        .add(child.substring(slash + 1));
                if (parent.isEmpty()) {
                    break;
                }
                child = parent;
            }
        }
        TreeSet<String> all = new TreeSet<>(files.keySet());
        all.addAll(folders.keySet());
        for (String folder : all) {
            listings.put(
                    folder,
                    new Listing(
                            List.copyOf(files.getOrDefault(folder, new TreeSet<>())),
                            List.copyOf(folders.getOrDefault(folder, new TreeSet<>()))));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Listing list(String folder) {
        return listings.getOrDefault(plain(folder), Listing.EMPTY);
    }

    @Override
    public Reading read(String path) {
        String plain = plain(path);
        String sha = blobs.get(plain);
        if (sha == null) {
            return new Absent();
        }
        synchronized (readings) {
            Reading known = readings.get(plain);
            if (known == null) {
                known = fetch(plain, sha);
                readings.put(plain, known);
            }
            return known;
        }
    }

    private Reading fetch(String path, String sha) {
        Outcome<Reply> answer = session.reply(
                session.request("GET", repositoryPath + "/git/blobs/" + sha),
                Right.READ_REPOSITORY,
                "the file " + path);
        return switch (answer) {
            case Outcome.Failed<Reply>(Trouble trouble) -> new Unread(Problem.of(path, trouble.sentence()));
            case Outcome.Done<Reply>(Reply reply) -> {
                byte[] bytes;
                if (!reply.json().path("content").isTextual()) {
                    yield new Unread(Problem.of(path, "GitHub's answer for the file cannot be understood."));
                }
                try {
                    bytes = Base64.getMimeDecoder()
                            .decode(reply.json().path("content").asText(""));
                } catch (IllegalArgumentException _) {
                    yield new Unread(Problem.of(path, "GitHub's answer for the file cannot be understood."));
                }
                yield bytes.length > LARGEST_FILE
                        ? new Unread(Problem.of(path, "The file is larger than 4 MiB and was not read."))
                        : Decoding.utf8(path, bytes);
            }
        };
    }

    private static String plain(String path) {
        return path.replaceAll("/{2,}", "/")
                .replaceFirst("^(\\./)+", "")
                .replaceFirst("/$", "")
                .replaceFirst("^\\.$", "");
    }
}
