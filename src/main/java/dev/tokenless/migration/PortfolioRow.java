package dev.tokenless.migration;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One package at one registry in a table of many repositories; or one CI file that could not be read, so that nobody knows
 * what it publishes.
 *
 * @param registry {@link RegistryId#UNKNOWN} for a file that could not be read
 * @param path the repository's folder
 * @param packageName null where the files do not tell it
 * @param line where the publishing step stands in the workflow
 * @param reason why it has this state, a whole sentence
 */
public record PortfolioRow(
        String path,
        @Nullable RepositoryId repository,
        RegistryId registry,
        @Nullable String packageName,
        String workflow,
        String job,
        int line,
        State state,
        String reason) {

    /** Worst first: what needs the user most. */
    public static final Comparator<PortfolioRow> WORST_FIRST = Comparator.comparing(PortfolioRow::state)
            .thenComparing(PortfolioRow::path)
            .thenComparing(row -> row.registry().id())
            .thenComparing(row -> row.packageName() == null ? "" : row.packageName());

    /** How a package is published, worst first. */
    public enum State {
        /** The next release would be refused. */
        BROKEN("broken"),
        /** It logs in with a stored token. */
        TOKEN("token"),
        /** The identity is there and a token is still handed over. */
        HALF_WAY("half-way"),
        /** The files do not tell. */
        UNKNOWN("unknown"),
        /** It logs in with its identity and nothing speaks against it. */
        TRUSTED("trusted"),
        /** It is published where no trusted publisher can be registered: nothing is to be done there, so it stands last. */
        ELSEWHERE("elsewhere");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word in tables and machine-readable output. */
        public String word() {
            return word;
        }

        /** The state with this word. */
        public static State ofWord(String word) {
            return State.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether this is a package; otherwise it is a file of which nothing is known. */
    public boolean isPackage() {
        return !registry.equals(RegistryId.UNKNOWN);
    }

    /**
     * The rows of one repository: one a publish job and package, one a CI file that could not be read; none where nothing is
     * published.
     */
    public static List<PortfolioRow> of(Inspection inspection, List<Finding> findings) {
        List<PortfolioRow> rows = new ArrayList<>();
        for (Inspection.Examined examined : inspection.jobs()) {
            PublishJob job = examined.job();
            List<@Nullable String> names = new ArrayList<>(job.packages());
            if (names.isEmpty()) {
                names.add(null);
            }
            for (String name : names) {
                Judged judged = judge(examined, name, findings);
                rows.add(new PortfolioRow(
                        inspection.project().path(),
                        inspection.project().repository(),
                        job.registry(),
                        name,
                        job.path(),
                        job.job(),
                        job.place().line(),
                        judged.state(),
                        judged.reason()));
            }
        }
        Set<String> unread = new HashSet<>();
        for (Problem problem : inspection.unread().problems()) {
            if (unread.add(problem.place().path())) {
                rows.add(new PortfolioRow(
                        inspection.project().path(),
                        inspection.project().repository(),
                        RegistryId.UNKNOWN,
                        null,
                        problem.place().path(),
                        "",
                        problem.place().line(),
                        State.UNKNOWN,
                        "What it publishes is not known, because it could not be read: " + problem.message()));
            }
        }
        return rows;
    }

    /** Why nothing can be migrated at a registry; empty where something can. */
    private static String elsewhere(RegistryId registry) {
        if (registry.equals(RegistryId.GITHUB_PACKAGES)) {
            return "GitHub Packages takes no trusted publishers: the run's own GITHUB_TOKEN is the short-lived way"
                    + " there.";
        }
        return registry.equals(RegistryId.PRIVATE)
                ? "It goes to a private index; Tokenless registers publishers at public registries only."
                : "";
    }

    private record Judged(State state, String reason) {}

    private static Judged judge(Inspection.Examined examined, @Nullable String packageName, List<Finding> findings) {
        Set<Verdict.Outcome> outcomes = examined.presented().stream()
                .flatMap(p -> p.verdicts().stream())
                .filter(v -> packageName == null || v.packageName() == null || packageName.equals(v.packageName()))
                .map(v -> v.verdict().outcome())
                .collect(Collectors.toSet());
        String error = findings.stream()
                .filter(f -> f.severity() == Severity.ERROR && examined.job().equals(f.job()))
                .map(Finding::message)
                .findFirst()
                .orElse("");
        String elsewhere = elsewhere(examined.job().registry());
        if (!elsewhere.isEmpty()) {
            return new Judged(State.ELSEWHERE, elsewhere);
        }
        return switch (examined.job().authentication()) {
            case Authentication.Token token ->
                new Judged(
                        State.TOKEN,
                        "It logs in with "
                                + (examined.job().secrets().isEmpty()
                                        ? "a stored token"
                                        : String.join(", ", examined.job().secrets()))
                                + (token.uses().isEmpty()
                                        ? "."
                                        : " (line "
                                                + token.uses()
                                                        .getFirst()
                                                        .place()
                                                        .line() + ")."));
            case Authentication.Both _ ->
                new Judged(
                        State.HALF_WAY, error.isEmpty() ? "A stored token is handed over beside the identity." : error);
            case Authentication.Trusted _ -> {
                if (outcomes.contains(Verdict.Outcome.MISMATCH) || !error.isEmpty()) {
                    yield new Judged(
                            State.BROKEN,
                            error.isEmpty() ? "The registered publisher does not accept the job." : error);
                }
                if (outcomes.contains(Verdict.Outcome.UNDETERMINED)) {
                    yield new Judged(
                            State.UNKNOWN,
                            "It logs in with its identity; whether the registered publisher accepts it depends on"
                                    + " values that the files do not tell.");
                }
                yield new Judged(
                        State.TRUSTED,
                        outcomes.isEmpty()
                                ? "It logs in with its identity; what the registry holds was not compared."
                                : "It logs in with its identity, and the registered publisher accepts it.");
            }
            case Authentication.Unknown unknown -> new Judged(State.UNKNOWN, "Not known: " + unknown.reason() + ".");
        };
    }
}
