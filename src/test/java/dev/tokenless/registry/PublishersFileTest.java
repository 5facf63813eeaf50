package dev.tokenless.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.registry.rubygems.RubyGems;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            """)).isEqualTo(new PublishersFile.Contents(List.of(PYPI), List.of(), List.of()));
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
                .isEqualTo(new PublishersFile.Contents(publishers, List.of(), List.of()));
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
    void a_byte_order_mark_and_remarks_do_no_harm() {
        PublishersFile.Contents contents = read("\ufeff{\"$schema\": {\"a\": [1]}, \"_why\": 1, \"owner\": \"o\","
                + " \"repository\": \"r\", \"workflow\": \"w.yml\"}");
        assertThat(contents.problems()).isEmpty();
        assertThat(contents.warnings()).isEmpty();
    }

    @Test
    void a_field_that_is_not_known_is_said_and_nothing_is_left_out_for_it() {
        PublishersFile.Contents contents = read("""
            [{"owner": "o", "repository": "r", "workflow": "w.yml", "enviroment": "pypi"},
             {"owner": "o", "repository": "r", "workflow_filename": "x.yml", "workflow": "w.yml", "colour": 3},
             {"provider": "gitlab", "namespace": "n", "project_path": "n/p", "workflow": "w.yml", "Environment": "e",
              "repository": "r"}]
            """);
        assertThat(contents.publishers()).hasSize(3);
        assertThat(contents.problems()).isEmpty();
        assertThat(contents.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "\u201cenviroment\u201d is no field of a github publisher and is ignored;"
                                + " \u201cenvironment\u201d may be meant.",
                        "\u201cworkflow_filename\u201d is no field of a github publisher and is ignored;"
                                + " \u201cworkflow\u201d may be meant.",
                        "\u201ccolour\u201d is no field of a github publisher and is ignored.",
                        "\u201cEnvironment\u201d is no field of a gitlab publisher and is ignored;"
                                + " \u201cenvironment\u201d may be meant.",
                        "\u201crepository\u201d is no field of a gitlab publisher and is ignored.");
        assertThat(contents.warnings().getFirst().place().line()).isEqualTo(1);
        assertThat(contents.warnings().getLast().place().line()).isEqualTo(4);
    }

    private static TrustedPublisher gem(String name, String workflow, @Nullable String environment) {
        return new TrustedPublisher(
                RegistryId.RUBYGEMS,
                name,
                TrustedPublisher.Kind.ACTIVE,
                new PublisherIdentity.GitHub("octo-org", "gems", workflow, environment, null, null, null),
                List.of(),
                null,
                null,
                "7");
    }

    private static @Nullable String with(String text, TrustedPublisher... held) {
        return PublishersFile.with(new SourceText("publishers.json", text), RubyGems.RUBYGEMS, List.of(held));
    }

    @Test
    void what_is_registered_is_put_behind_what_the_file_says() {
        String before = """
            [
                {"registry": "rubygems", "project": "a", "owner": "octo-org", "repository": "gems",
                 "workflow": "release.yml", "remark of a person": "kept"}
            ]
            """;
        String after = with(before, gem("b", "release.yml", "release"));
        assertThat(after)
                .startsWith(before.substring(0, before.indexOf("\n]")))
                .contains("},\n    {\n      \"registry\" : \"rubygems\"".replace(" :", ":"));
        assertThat(read(String.valueOf(after)).publishers())
                .extracting(TrustedPublisher::project)
                .containsExactly("a", "b");
        assertThat(with(String.valueOf(after), gem("b", "release.yml", "release")))
                .isEqualTo(after);
    }

    @Test
    void a_value_that_changed_is_replaced_and_fields_that_are_not_known_stay() {
        String after = with("""
            {"registry": "rubygems", "project": "a", "owner": "octo-org", "repository": "gems",
             "workflow": "old.yml", "environment": "release", "team": "infra", "$id": 5}
            """, gem("a", "release.yml", null));
        assertThat(after).contains("\"team\": \"infra\"").contains("\"$id\": 5").doesNotContain("old.yml");
        assertThat(read(String.valueOf(after)).publishers())
                .singleElement()
                .satisfies(p -> assertThat(p.identity())
                        .isEqualTo(gem("a", "release.yml", null).identity()));
    }

    @Test
    void other_registries_and_packages_are_left_alone_and_an_object_becomes_a_list() {
        String after = with(
                "{\"registry\": \"pypi\", \"project\": \"a\", \"owner\": \"o\", \"repository\": \"r\","
                        + " \"workflow\": \"w.yml\"}\n",
                gem("a", "release.yml", null));
        assertThat(read(String.valueOf(after)).publishers())
                .extracting(p -> String.valueOf(p.registry()))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(with("[]", gem("a", "x.yml", null))).contains("x.yml").doesNotContain("\"id\"");
        assertThat(PublishersFile.with(null, RubyGems.RUBYGEMS, List.of(gem("a", "x.yml", null))))
                .contains("x.yml");
        assertThat(with("not json", gem("a", "x.yml", null))).isNull();
    }
}
