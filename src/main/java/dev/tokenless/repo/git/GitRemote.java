package dev.tokenless.repo.git;

import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RepositoryId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** Finds out where a folder's repository lives, from {@code .git} alone: git is not run, includes are not followed. */
public final class GitRemote {
    private GitRemote() {}

    /** The answer. */
    public sealed interface Answer {}

    /**
     * A remote tells it.
     *
     * @param remote the name of the remote that was taken
     * @param why why this one, as a part of a sentence
     * @param others the repositories that other remotes name, without the taken one
     */
    public record Known(RepositoryId repository, String remote, String why, List<RepositoryId> others)
            implements Answer {
        public Known {
            others = List.copyOf(others);
        }
    }

    /** Nothing tells it. */
    public record Unknown(Problem problem) implements Answer {}

    /** Reads the remotes of a folder. */
    public static Answer of(Path folder) {
        return switch (GitFolder.of(folder)) {
            case GitFolder.Found(GitFolder git) -> read(git.config(), git.head());
            case GitFolder.NotFound(String path, String reason) -> unknown(path, reason);
        };
    }

    /**
     * Reads the remotes of a configuration.
     *
     * @param head the text of {@code HEAD}
     */
    static Answer read(String configText, String head) {
        Config config = new Config();
        try {
            config.fromText(configText);
        } catch (ConfigInvalidException | RuntimeException _) {
            return unknown(".git/config", "The git configuration is not valid, so the remote is not known.");
        }
        List<Remote> remotes = new ArrayList<>();
        for (String name : config.getSubsections("remote")) {
            String url = config.getString("remote", name, "url");
            if (url != null && !url.isBlank()) {
                String full = insteadOf(config, url.strip());
                remotes.add(new Remote(name, full, RemoteAddress.parse(full).orElse(null)));
            }
        }
        return choose(config, remotes, head);
    }

    private record Remote(String name, String url, @Nullable RepositoryId repository) {}

    private static Answer choose(Config config, List<Remote> remotes, String head) {
        if (remotes.isEmpty()) {
            return unknown(".git/config", "The git repository has no remote, so its owner and name are not known.");
        }
        Optional<Remote> origin = named(remotes, "origin");
        if (origin.isPresent()) {
            return answer(origin.get(), "it is called origin", remotes);
        }
        String branch = head.startsWith("ref: refs/heads/")
                ? head.substring("ref: refs/heads/".length()).strip()
                : null;
        String tracked = branch == null ? null : config.getString("branch", branch, "remote");
        Optional<Remote> upstream = tracked == null ? Optional.empty() : named(remotes, tracked);
        if (upstream.isPresent()) {
            return answer(upstream.get(), "the branch " + branch + " follows it", remotes);
        }
        if (remotes.size() == 1) {
            return answer(remotes.getFirst(), "it is the only one", remotes);
        }
        List<RepositoryId> repositories = repositories(remotes);
        if (repositories.size() == 1) {
            Remote first = remotes.stream()
                    .filter(r -> r.repository() != null)
                    .findFirst()
                    .orElseThrow();
            return answer(first, "all remotes name the same repository", remotes);
        }
        return unknown(
                ".git/config",
                "The git repository has the remotes "
                        + String.join(", ", remotes.stream().map(Remote::name).toList())
                        + " and none is called origin, so it is not known which one is meant.");
    }

    private static Answer answer(Remote taken, String why, List<Remote> all) {
        if (taken.repository() == null) {
            return unknown(
                    ".git/config",
                    "The remote “" + taken.name() + "” is not an address with a host, an owner and a name: “"
                            + withoutUser(taken.url()) + "”.");
        }
        List<RepositoryId> others = repositories(all).stream()
                .filter(r -> !r.equals(taken.repository()))
                .toList();
        return new Known(taken.repository(), taken.name(), why, others);
    }

    /** A remote's address may carry a password, which nobody wants to see again. */
    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/]*@", "//");
    }

    private static List<RepositoryId> repositories(List<Remote> remotes) {
        List<RepositoryId> all = new ArrayList<>();
        for (Remote remote : remotes) {
            if (remote.repository() != null && !all.contains(remote.repository())) {
                all.add(remote.repository());
            }
        }
        return all;
    }

    private static Optional<Remote> named(List<Remote> remotes, String name) {
        return remotes.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** {@code url.<base>.insteadOf}: the longest beginning that fits is replaced by its base (git-config). */
    private static String insteadOf(Config config, String url) {
        Set<String> bases = config.getSubsections("url");
        String longest = "";
        String replacement = null;
        for (String base : bases) {
            for (String beginning : config.getStringList("url", base, "insteadOf")) {
                if (beginning != null && beginning.length() > longest.length() && url.startsWith(beginning)) {
                    longest = beginning;
                    replacement = base;
                }
            }
        }
        return replacement == null ? url : replacement + url.substring(longest.length());
    }

    private static Answer unknown(String path, String sentence) {
        return new Unknown(Problem.of(path, sentence));
    }
}
