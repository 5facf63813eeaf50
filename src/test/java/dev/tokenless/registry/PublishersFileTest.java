package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishersFileTest {
    private static final TrustedPublisher PYPI = new TrustedPublisher(
            RegistryId.PYPI,
            "sample",
            TrustedPublisher.Kind.ACTIVE,
            new PublisherIdentity.GitHub("octo-org", "sample", "release.yml", "pypi", null, null, null),
            List.of(),
            null,
            null,
            null);

    private static PublishersFile.Contents read(String text) {
        return PublishersFile.read(new SourceText(PublishersFile.PATH, text));
    }

    @Test
    void the_example_of_the_contract_is_read() {
        assertThat(read("""
            [{"registry": "pypi", "project": "sample", "kind": "active", "provider": "github", "owner": "octo-org", "repository": "sample",
              "workflow": "release.yml", "environment": "pypi"}]
            """)).isEqualTo(new PublishersFile.Contents(List.of(PYPI), List.of()));
    }

    @Test
    void one_object_stands_for_a_list_of_one() {
        assertThat(read("{\"owner\": \"o\", \"repository\": \"r\", \"workflow\": \"w.yml\"}")
                        .publishers())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.registry()).isNull();
                    assertThat(p.project()).isNull();
                    assertThat(p.kind()).isEqualTo(TrustedPublisher.Kind.ACTIVE);
                });
    }

    @Test
    void values_are_literal_spaces_and_all() {
        PublisherIdentity identity =
                read("{\"owner\": \" o\", \"repository\": \"r \", \"workflow\": \"w.yml, x.yml\", \"environment\": \""
                                + " \"}")
                        .publishers()
                        .getFirst()
                        .identity();
        assertThat(identity).isEqualTo(new PublisherIdentity.GitHub(" o", "r ", "w.yml, x.yml", " ", null, null, null));
    }

    @Test
    void every_field_of_every_registry_comes_through_a_round() {
        List<TrustedPublisher> publishers = List.of(
                PYPI,
                new TrustedPublisher(
                        RegistryId.RUBYGEMS,
                        "sample",
                        TrustedPublisher.Kind.PENDING,
                        new PublisherIdentity.GitHub("o", "r", "w.yml", null, "1001", "shared", "workflows"),
                        List.of(),
                        null,
                        false,
                        "7"),
                new TrustedPublisher(
                        RegistryId.NPM,
                        "@octo/sample",
                        TrustedPublisher.Kind.ACTIVE,
                        new PublisherIdentity.CircleCi("a", "b", "c", "github.com/o/r", "d,e"),
                        List.of("publish", "stage publish"),
                        null,
                        true,
                        null),
                new TrustedPublisher(
                        RegistryId.CRATES_IO,
                        "sample",
                        TrustedPublisher.Kind.ACTIVE,
                        new PublisherIdentity.GitLab("g/sub", "p", ".gitlab-ci.yml", "prod", null, "42"),
                        List.of(),
                        true,
                        null,
                        null),
                new TrustedPublisher(
                        RegistryId.TESTPYPI,
                        null,
                        TrustedPublisher.Kind.ACTIVE,
                        new PublisherIdentity.Google("a@b.example", "1"),
                        List.of(),
                        null,
                        null,
                        null),
                new TrustedPublisher(
                        null,
                        "sample",
                        TrustedPublisher.Kind.ACTIVE,
                        new PublisherIdentity.ActiveState("org", "project", "actor", "id"),
                        List.of(),
                        null,
                        null,
                        null));
        assertThat(read(PublishersFile.write(publishers)))
                .isEqualTo(new PublishersFile.Contents(publishers, List.of()));
    }

    @Test
    void a_gitlab_project_is_told_by_its_path_with_or_without_the_namespace() {
        String rest = ", \"provider\": \"gitlab\", \"workflow\": \".gitlab-ci.yml\"}";
        PublisherIdentity expected = new PublisherIdentity.GitLab("g/sub", "p", ".gitlab-ci.yml", null, null, null);
        for (String project : List.of(
                "{\"namespace\": \"g/sub\", \"project_path\": \"g/sub/p\"",
                "{\"namespace\": \"g/sub\", \"project_path\": \"p\"",
                "{\"project_path\": \"g/sub/p\"")) {
            assertThat(read(project + rest).publishers().getFirst().identity()).isEqualTo(expected);
        }
    }

    @Test
    void a_wrong_entry_is_told_with_its_place_and_the_others_are_read() {
        PublishersFile.Contents contents = read("""
            [
              {"registry": "pipy", "owner": "o", "repository": "r", "workflow": "w.yml"},
              {"owner": "o", "repository": "r", "workflow": 3, "environment": ["x"]},
              {"owner": "o", "repository": "r", "workflow": "w.yml"}
            ]
            """);
        assertThat(contents.publishers()).hasSize(1);
        assertThat(contents.problems())
                .extracting(p -> p.place().line() + ":" + p.place().column() + " " + p.message())
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("2:16 \u201cregistry\u201d is \u201cpipy\u201d"),
                        p -> assertThat(p).startsWith("3:49 \u201cworkflow\u201d must be a string"),
                        p -> assertThat(p).startsWith("3:67 \u201cenvironment\u201d must be a string"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[",
                "{\"owner\":",
                "[{}] x",
                "{\"owner\": 1, \"owner\": 2}",
                "nul",
                "\u0000",
                "[1, \"x\", null]",
                "{}"
            })
    void what_is_no_publishers_file_is_a_problem_and_no_exception(String text) {
        PublishersFile.Contents contents = read(text);
        assertThat(contents.publishers()).isEmpty();
        assertThat(contents.problems())
                .isNotEmpty()
                .extracting(Problem::message)
                .allSatisfy(m -> assertThat(m).endsWith("."));
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(read("[".repeat(100_000)).problems()).isNotEmpty();
    }

    @Test
    void a_byte_order_mark_and_unknown_fields_do_no_harm() {
        assertThat(read("\ufeff{\"note\": {\"a\": [1]}, \"owner\": \"o\", \"repository\": \"r\", \"workflow\":"
                                + " \"w.yml\"}")
                        .problems())
                .isEmpty();
    }
}
