package dev.tokenless.registry.cratesio;

import static dev.tokenless.registry.ClaimTexts.sameFolded;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stages in which candidates are dropped; only the stage that drops the last one is told. */
final class Stages {
    private Stages() {}

    /** Where the candidates stand. */
    sealed interface Standing {}

    /**
     * Some are left.
     *
     * @param learned those that learn the namespace's id when the exchange succeeds
     */
    record Survived(List<Candidate> survivors, List<Candidate> learned) implements Standing {}

    /** None is left. */
    record Dropped(String text) implements Standing {}

    /** The text of the last stage in this order, given what it dropped; null where a candidate is left. */
    static List<Candidate> left(List<Candidate> before, Predicate<Candidate> stays) {
        return before.stream().filter(stays).toList();
    }

    static String start(String repository) {
        return "The Trusted Publishing config for repository `" + repository + "`";
    }

    static String quoted(List<Candidate> dropped, Function<Candidate, String> value) {
        return dropped.stream().map(c -> "`" + value.apply(c) + "`").collect(Collectors.joining(", "));
    }

    /** No configured environment accepts anything; else both are lower-cased, and nothing is trimmed. */
    static boolean environmentMatches(@Nullable String stored, Claims claims) {
        String demanded = environment(stored);
        return demanded == null
                || claims.text("environment")
                        .filter(e -> sameFolded(e, demanded))
                        .isPresent();
    }

    /** An empty environment cannot be stored here; a publishers file that has one means none. */
    static @Nullable String environment(@Nullable String stored) {
        return stored == null || stored.isEmpty() ? null : stored;
    }

    static Standing environments(String repository, List<Candidate> before, List<Candidate> learned, Claims claims) {
        List<Candidate> after =
                left(before, c -> environmentMatches(c.identity().environment(), claims));
        if (!after.isEmpty()) {
            return new Survived(after, learned);
        }
        String expected = quoted(
                before,
                c -> c.identity().environment() == null ? "" : c.identity().environment());
        return new Dropped(
                claims.get("environment") instanceof ClaimValue.Text presented
                        ? start(repository) + " does not match the environment `" + presented.value()
                                + "` in the JWT. Expected environments: " + expected
                        : start(repository)
                                + " requires an environment, but the JWT does not specify one. Expected environments: "
                                + expected);
    }

    static Dropped none(String repository) {
        return new Dropped("No Trusted Publishing config found for repository `" + repository + "`.");
    }
}
