package dev.tokenless.diagnose;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a maintainer has. Everything may be missing.
 *
 * @param project the repository
 * @param log the lines of a log, see {@link LogText} and {@link LogArchive}; an error line alone will do
 * @param token an identity token as text; it is decoded here and sent nowhere
 * @param claims claims as a JSON object
 * @param known what the registries hold; where no file is among it, the repository's own is taken
 * @param registry the registry that is meant; null to tell it from the rest
 */
public record Given(
        @Nullable Project project,
        @Nullable List<LogLine> log,
        @Nullable String token,
        @Nullable String claims,
        KnownPublishers known,
        @Nullable RegistryId registry) {
    public Given {
        log = log == null ? null : List.copyOf(log);
    }

    /** Nothing yet. */
    public static Given nothing() {
        return new Given(null, null, null, null, KnownPublishers.NOTHING, null);
    }

    public Given with(Project of) {
        return new Given(of, log, token, claims, known, registry);
    }

    /** With a log, an error line, or anything else that was pasted. */
    public Given withLog(String pasted) {
        return new Given(project, LogText.read(pasted), token, claims, known, registry);
    }

    /** With a log file, be it text or the archive of a run. */
    public Given withLog(byte[] file) {
        return new Given(project, LogArchive.read(file), token, claims, known, registry);
    }

    public Given withToken(String text) {
        return new Given(project, log, text, claims, known, registry);
    }

    public Given withClaims(String json) {
        return new Given(project, log, token, json, known, registry);
    }

    /** With what a publishers file lists; null to take the repository's own where it has one. */
    public Given withPublishers(@Nullable List<TrustedPublisher> listed) {
        return knowing(KnownPublishers.listed(listed));
    }

    /** With what is known of the registries' publishers. */
    public Given knowing(KnownPublishers held) {
        return new Given(project, log, token, claims, held, registry);
    }

    public Given withRegistry(@Nullable RegistryId of) {
        return new Given(project, log, token, claims, known, of);
    }

    /**
     * With whatever was pasted: an identity token, claims as JSON, or else a log. A field that takes anything need not ask
     * what it is.
     */
    public Given withPasted(String pasted) {
        return Pasted.into(this, pasted);
    }

    /** With a file of whatever kind: the archive of a run, a log, or a token or claims that were saved. */
    public Given withFile(byte[] file) {
        return LogArchive.packed(file) ? withLog(file) : withPasted(LogArchive.text(file));
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "Given[" + (project == null ? "" : "project ") + (log == null ? "" : "log ")
                + (token == null ? "" : "token ") + (claims == null ? "" : "claims ")
                + (known.anything() ? "publishers " : "") + (registry == null ? "" : registry) + "]";
    }
}
