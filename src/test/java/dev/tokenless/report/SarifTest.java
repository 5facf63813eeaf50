package dev.tokenless.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifTest {
    @TempDir
    private Path folder;

    @Test
    void the_document_is_valid_against_the_schema_of_sarif() throws IOException {
        JsonNode document = document();
        try (InputStream schema = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Set<ValidationMessage> wrong = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(schema)
                    .validate(document);
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void every_result_names_a_described_rule_a_place_and_a_fingerprint_of_its_own() throws IOException {
        JsonNode run = document().path("runs").path(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(run.path("results")).isNotEmpty();
        Set<String> fingerprints = new java.util.HashSet<>();
        for (JsonNode result : run.path("results")) {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id").asText())
                    .isEqualTo(result.path("ruleId").asText());
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            assertThat(place.path("artifactLocation").path("uri").asText()).doesNotStartWith("/");
            assertThat(place.path("region").path("startLine").asInt()).isPositive();
            assertThat(fingerprints.add(result.path("partialFingerprints")
                            .path("primaryLocationLineHash")
                            .asText()))
                    .isTrue();
        }
    }

    @Test
    void a_path_becomes_a_relative_reference() {
        assertThat(Sarif.uri("a b/c%d:e/ü.yml")).isEqualTo("a%20b/c%25d%3Ae/%C3%BC.yml");
    }

    private JsonNode document() throws IOException {
        Inspection inspection = Inspector.inspect(ProjectReader.read(SampleProject.layOut(folder)), null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sarif sarif = new Sarif(out, false)) {
            sarif.project(new Checked(inspection, Rules.check(inspection)));
        }
        return new ObjectMapper().readTree(out.toByteArray());
    }
}
