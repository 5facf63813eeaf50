package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.Outcome;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not known must never be guessed: not into a match, not into a refusal. */
class ThreeValuedTest {
    /** Set by the registry's client, by the issuer's clock or by chance; no set-up tells them apart. */
    private static final Set<String> NOT_ASKED = Set.of("aud", "iat", "exp", "nbf", "jti", "run_id", "job_id");

    /** One vector as a question to the matching: claims, publishers, package. */
    record Question(RegistryId registry, String name, Claims claims, List<TrustedPublisher> publishers) {
        @Override
        public String toString() {
            return registry + ": " + name;
        }

        Outcome outcome(Claims asked) {
            return Registries.byId(registry)
                    .orElseThrow()
                    .match(asked, publishers, "")
                    .outcome();
        }
    }

    static Stream<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (JsonNode vector : Vectors.read("pypi.json")) {
            questions.add(question(RegistryId.PYPI, vector, PypiVectors.stored(vector)));
        }
        for (JsonNode vector : Vectors.read("rubygems.json")) {
            questions.add(question(RegistryId.RUBYGEMS, vector, RubyGemsVectors.stored(vector)));
        }
        for (JsonNode vector : Vectors.read("crates-io.json")) {
            questions.add(question(RegistryId.CRATES_IO, vector, CratesIoVectors.stored(vector)));
        }
        for (JsonNode vector : Vectors.read("npm.json")) {
            questions.add(question(RegistryId.NPM, vector, NpmVectors.stored(vector)));
        }
        return questions.stream();
    }

    private static Question question(RegistryId registry, JsonNode vector, List<TrustedPublisher> stored) {
        return new Question(
                registry, vector.path("name").asText(), PresentedToken.claims(vector.path("claims")), stored);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_claim_that_is_not_known_never_turns_the_answer_round(Question question) {
        Outcome known = question.outcome(question.claims());
        for (String name : question.claims().values().keySet()) {
            if (!NOT_ASKED.contains(name) && issued(question.claims().get(name))) {
                Outcome asked = question.outcome(
                        question.claims().with(name, new ClaimValue.Unknown("not looked up", List.of())));
                assertThat(asked).as(name).isIn(known, Outcome.UNDETERMINED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void several_claims_that_are_not_known_never_turn_the_answer_round(Question question) {
        Outcome known = question.outcome(question.claims());
        Random random = new Random(question.name().hashCode());
        List<String> names = question.claims().values().keySet().stream()
                .filter(n -> !NOT_ASKED.contains(n) && issued(question.claims().get(n)))
                .toList();
        for (int round = 0; round < 3; round++) {
            Claims claims = question.claims();
            for (String name : names) {
                if (random.nextInt(3) == 0) {
                    claims = claims.with(name, new ClaimValue.Unknown("not looked up", List.of()));
                }
            }
            assertThat(question.outcome(claims)).as(String.valueOf(claims)).isIn(known, Outcome.UNDETERMINED);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void candidates_that_all_mean_the_same_settle_the_answer(Question question) {
        Outcome known = question.outcome(question.claims());
        for (String name : question.claims().values().keySet()) {
            if (question.claims().get(name) instanceof ClaimValue.Text(String value) && !value.isEmpty()) {
                Claims one = question.claims().with(name, new ClaimValue.Unknown("depends", List.of(value)));
                assertThat(question.outcome(one)).as(name).isEqualTo(known);
            }
        }
    }

    /** A claim that the issuer would have made so; null and other types stand in tokens that no issuer makes. */
    private static boolean issued(ClaimValue value) {
        return value instanceof ClaimValue.Text
                || (value instanceof ClaimValue.Json json
                        && (json.value().isArray() || json.value().isBoolean()));
    }
}
