package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.registry.directory.Registries;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token comes from anybody: whatever stands in its claims, an exchange answers. */
class HostileTokenTest {
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "1.5",
            "99999999999999999999999999",
            "\"\"",
            "\"@\"",
            "\"//@\"",
            "\"\\u0000\\n@//.yml@\"",
            "[]",
            "[1, \"x\", null]",
            "{\"a\": {}}");

    static Stream<Registry> registries() {
        return Registries.all().stream();
    }

    @ParameterizedTest
    @MethodSource("registries")
    void an_odd_claim_is_answered(Registry registry) throws JsonProcessingException {
        for (String file : List.of("pypi.json", "rubygems.json", "crates-io.json", "npm.json")) {
            JsonNode vector = Vectors.read(file).getFirst();
            List<TrustedPublisher> stored = switch (file) {
                case "pypi.json" -> PypiVectors.stored(vector);
                case "rubygems.json" -> RubyGemsVectors.stored(vector);
                case "crates-io.json" -> CratesIoVectors.stored(vector);
                default -> NpmVectors.stored(vector);
            };
            ObjectNode usual = ((ObjectNode) vector.path("claims")).deepCopy();
            usual.put("exp", 1_700_000_300).put("iat", 1_700_000_000).put("nbf", 1_700_000_000);
            usual.put("aud", registry.audience()).put("environment", "release");
            for (String name :
                    usual.propertyStream().map(java.util.Map.Entry::getKey).toList()) {
                for (String odd : ODD) {
                    ObjectNode claims = usual.deepCopy();
                    claims.set(name, Vectors.JSON.readTree(odd));
                    PresentedToken token = new PresentedToken.Decoded(
                            "RS256", "key", PresentedToken.claims(claims), PresentedToken.Signature.VALID);
                    Exchange.Circumstances circumstances =
                            Exchange.Circumstances.plain(1_700_000_000, registry.audience(), Set.of());
                    assertThatCode(() -> {
                                registry.exchange().exchange(token, stored, circumstances);
                                registry.match(PresentedToken.claims(claims), stored, "sample");
                            })
                            .as(name + " = " + odd)
                            .doesNotThrowAnyException();
                }
            }
        }
    }
}
