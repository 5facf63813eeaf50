package dev.tokenless.diagnose;

import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the refusals in a log: a refusal behind which the same registry took the upload was overcome by another
 * try. Where the exchange failed and the upload went through all the same, a stored token did it.
 *
 * @param standing the texts that still stand
 * @param overcome refusals, each with the line that shows the upload behind it
 * @param hidden refused exchanges behind which an upload went through without one
 * @param published where the registry took an upload, null where no line says so
 */
record Overcome(
        List<LogHit> standing,
        List<Pair> overcome,
        List<Pair> hidden,
        @Nullable LogHit published) {
    /** Warnings about a token stay true when the upload works: the token is why it does. */
    private static final Set<String> ABOUT_TOKENS = Set.of(
            "token-left-over",
            "token-disables-oidc",
            "stored-token-in-use",
            "stored-token-refused",
            "client-without-oidc");

    /** At these the upload goes on with a stored token where the exchange fails. */
    private static final Set<RegistryId> GO_ON = Set.of(RegistryId.NPM, RegistryId.CRATES_IO);

    Overcome {
        standing = List.copyOf(standing);
        overcome = List.copyOf(overcome);
        hidden = List.copyOf(hidden);
    }

    /** A refusal and the line behind it that shows an upload. */
    record Pair(LogHit refusal, LogHit upload) {}

    static Overcome of(List<LogHit> hits, List<LogLine> log) {
        // Both indexes print the same refusal: with both in a log nobody can tell which of them came round.
        boolean bothIndexes = speaksOf(log, "test.pypi.org") && speaksOf(log, "upload.pypi.org", "//pypi.org/project/");
        List<LogHit> standing = new ArrayList<>();
        List<Pair> overcome = new ArrayList<>();
        List<Pair> hidden = new ArrayList<>();
        LogHit published = null;
        for (LogHit hit : hits) {
            if (hit.pattern().published() && (published == null || hit.at() > published.at())) {
                published = hit;
            }
        }
        for (LogHit hit : hits) {
            boolean told = hit.refusal() && !(bothIndexes && python(hit));
            LogHit upload = told ? uploadBehind(hit, hits) : null;
            if (upload == null) {
                standing.add(hit);
            } else if (goesOn(hit) && exchangeBehind(hit, hits) == null) {
                standing.add(hit);
                if (hit.pattern().unmatched()) {
                    hidden.add(new Pair(hit, upload));
                }
            } else {
                overcome.add(new Pair(hit, upload));
            }
        }
        return new Overcome(standing, overcome, hidden, published);
    }

    private static boolean speaksOf(List<LogLine> log, String... addresses) {
        return log.stream().anyMatch(l -> Stream.of(addresses).anyMatch(l.text()::contains));
    }

    private static boolean python(LogHit hit) {
        return family(hit.pattern().registry()).equals(RegistryId.PYPI.id());
    }

    private static boolean goesOn(LogHit hit) {
        return hit.pattern().registry() != null
                && GO_ON.contains(hit.pattern().registry())
                && (hit.pattern().unmatched() || hit.value("package") == null);
    }

    private static @Nullable LogHit uploadBehind(LogHit refusal, List<LogHit> hits) {
        if (refusal.pattern().registry() == null
                || refusal.causes().entrySet().stream()
                        .anyMatch(c -> c.getValue() != Certainty.POSSIBLE && ABOUT_TOKENS.contains(c.getKey()))) {
            return null;
        }
        return hits.stream()
                .filter(h -> h.pattern().published())
                .filter(h -> behind(refusal, h) && ofOnePackage(refusal, h))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LogHit exchangeBehind(LogHit refusal, List<LogHit> hits) {
        return hits.stream()
                .filter(h -> h.pattern().exchanged() && behind(refusal, h))
                .findFirst()
                .orElse(null);
    }

    private static boolean behind(LogHit refusal, LogHit later) {
        String job = refusal.line().job();
        String other = later.line().job();
        return later.at() > refusal.at()
                && family(refusal.pattern().registry())
                        .equals(family(later.pattern().registry()))
                && (job == null || other == null || job.equals(other));
    }

    /** Uploads of other packages say nothing about the one that was refused. */
    private static boolean ofOnePackage(LogHit refusal, LogHit upload) {
        String refused = refusal.value("package");
        String taken = upload.value("package");
        return refused == null || taken == null || normal(refused).equals(normal(taken));
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static String family(@Nullable RegistryId id) {
        return id == null ? "" : id.equals(RegistryId.TESTPYPI) ? RegistryId.PYPI.id() : id.id();
    }
}
