package dev.tokenless.github;

import java.io.IOException;
import java.util.regex.Pattern;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHRef;
import org.kohsuke.github.GHRelease;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTagObject;

/** Finds the commit behind a version of an action, so that a workflow can name it for good. */
public final class ActionVersions {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int DEEPEST_TAG = 5;

    private final GitHubSession session;

    public ActionVersions(GitHubSession session) {
        this.session = session;
    }

    /**
     * A version of an action.
     *
     * @param action {@code owner/name}, without a path inside the repository
     * @param tag the tag that names it
     * @param commit the commit's 40 hexadecimal digits; of an annotated tag the commit that it names, never its own id
     */
    public record Version(String action, String tag, String commit) {}

    /** {@code owner/name} of what stands behind {@code uses:}, without path and version; empty for anything else. */
    static String repository(String uses) {
        String bare = uses.strip().replaceFirst("@.*$", "");
        String[] parts = bare.split("/");
        boolean fits = parts.length >= 2 && !bare.startsWith(".") && !bare.contains(":");
        return fits ? parts[0] + "/" + parts[1] : "";
    }

    /**
     * The commit that a tag names.
     *
     * @param uses the action, with or without a path and a version
     */
    public Outcome<Version> of(String uses, String tag) {
        String name = repository(uses);
        return name.isEmpty()
                ? noAction(uses)
                : new GitHubLibrary(session)
                        .ask(
                                library -> version(library.getRepository(name), name, tag),
                                Right.READ_REPOSITORY,
                                "the tag " + tag + " of " + name)
                        .then(version -> checked(version));
    }

    /** The newest release of an action. */
    public Outcome<Version> newest(String uses) {
        String name = repository(uses);
        return name.isEmpty()
                ? noAction(uses)
                : new GitHubLibrary(session)
                        .ask(
                                library -> {
                                    GHRepository repository = library.getRepository(name);
                                    GHRelease release = repository.getLatestRelease();
                                    if (release == null) {
                                        throw new GHFileNotFoundException("no release");
                                    }
                                    return version(repository, name, release.getTagName());
                                },
                                Right.READ_REPOSITORY,
                                "a release of " + name)
                        .then(version -> checked(version));
    }

    private static Version version(GHRepository repository, String name, String tag) throws IOException {
        GHRef.GHObject object = repository.getRef("tags/" + tag).getObject();
        String type = object.getType();
        String sha = object.getSha();
        // A tag may name a tag; only the commit at the end can be used by a workflow.
        for (int depth = 0; type.equals("tag") && depth < DEEPEST_TAG; depth++) {
            GHTagObject annotated = repository.getTagObject(sha);
            type = annotated.getObject().getType();
            sha = annotated.getObject().getSha();
        }
        return new Version(name, tag, type.equals("commit") ? sha : "");
    }

    private Outcome<Version> checked(Version version) {
        return COMMIT.matcher(version.commit()).matches()
                ? Outcome.done(version)
                : Outcome.failed(new Trouble.Garbled(session.address().api() + "/repos/" + version.action()));
    }

    private static Outcome<Version> noAction(String uses) {
        return Outcome.failed(
                new Trouble.Changed("“" + uses + "” is no action of a GitHub repository, so it has no version there."));
    }
}
