package dev.tokenless.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnNpmTest {
    private static final OwnNpm NPM =
            new OwnNpm(Path.of("/n/node"), Path.of("/n/npm-cli.js"), Map.of(), "http://127.0.0.1:4873");

    private static TrustedPublisher publisher(PublisherIdentity identity, String... allowed) {
        return new TrustedPublisher(
                null,
                "@octo-org/sample",
                TrustedPublisher.Kind.ACTIVE,
                identity,
                List.of(allowed),
                null,
                null,
                "11111111-2222-4333-8444-555555555555");
    }

    @Test
    void the_command_is_a_list_of_arguments_for_node() {
        assertThat(NPM.adding(publisher(
                        new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", "npm", null, null, null),
                        "publish",
                        "stage publish")))
                .containsExactly(
                        "/n/node",
                        "/n/npm-cli.js",
                        "trust",
                        "github",
                        "--file=release.yml",
                        "--repository=octo-org/sample",
                        "--environment=npm",
                        "--allow-publish",
                        "--allow-stage-publish",
                        "--yes",
                        "--json",
                        "--registry=http://127.0.0.1:4873/",
                        "--",
                        "@octo-org/sample");
    }

    @Test
    void a_name_that_looks_like_a_flag_stays_a_name() {
        TrustedPublisher hostile = new TrustedPublisher(
                null,
                "--registry=http://evil.example",
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitLab("g", "p", "x.yml; rm -rf /", null, null, null),
                List.of("stage publish"),
                null,
                null,
                null);
        List<String> command = NPM.adding(hostile);
        assertThat(command.subList(command.indexOf("--") + 1, command.size()))
                .containsExactly("--registry=http://evil.example");
        assertThat(command).contains("--file=x.yml; rm -rf /", "--allow-stage-publish");
    }

    @Test
    void a_request_for_the_second_factor_is_read_from_the_output() {
        String output = """
            {"file": "release.yml"}

            {
              "error": {
                "code": "EOTP",
                "summary": "This operation requires a one-time password.",
                "authUrl": "http://127.0.0.1:4873/auth/1",
                "doneUrl": "http://127.0.0.1:4873/done/1"
              }
            }
            """;
        assertThat(NpmRun.read(1, output))
                .isEqualTo(new NpmRun.Page("http://127.0.0.1:4873/auth/1", "http://127.0.0.1:4873/done/1"));
        assertThat(NpmRun.read(1, "{\"error\": {\"code\": \"EOTP\"}}")).isInstanceOf(NpmRun.Typed.class);
        assertThat(NpmRun.read(1, "nonsense")).isInstanceOf(NpmRun.Failed.class);
        assertThat(NpmRun.read(0, "")).isEqualTo(new NpmRun.Finished(List.of()));
        assertThat(NpmRun.read(0, "\n{\"id\": \"1\"}\n\n{\"id\": \"2\"}\n"))
                .isInstanceOfSatisfying(
                        NpmRun.Finished.class,
                        done -> assertThat(done.documents()).hasSize(2));
    }

    @Test
    void what_npm_flattens_is_read_back() throws Exception {
        TrustedPublisher circle = OwnNpmTrust.read(new ObjectMapper().readTree("""
            {"id": "x", "type": "circleci", "orgId": "o", "projectId": "p", "pipelineDefinitionId": "d",
             "vcsOrigin": "github.com/a/b", "contextIds": ["c", "e"], "permissions": ["createStagedPackage"]}
            """), "@octo-org/sample");
        assertThat(circle.identity()).isEqualTo(new PublisherIdentity.CircleCi("o", "p", "d", "github.com/a/b", "c,e"));
        assertThat(circle.allowed()).containsExactly("stage publish");

        TrustedPublisher gitLab = OwnNpmTrust.read(new ObjectMapper().readTree("""
            {"id": "y", "type": "gitlab", "file": "x.yml", "project": "g/s/p"}
            """), "@octo-org/sample");
        assertThat(gitLab.identity()).isEqualTo(new PublisherIdentity.GitLab("g/s", "p", "x.yml", null, null, null));
        assertThat(gitLab.allowed()).containsExactly("publish");
    }
}
