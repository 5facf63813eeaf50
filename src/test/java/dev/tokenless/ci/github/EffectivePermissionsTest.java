package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.ci.github.EffectivePermissions.Circumstances;
import dev.tokenless.ci.github.EffectivePermissions.DefaultPolicy;
import dev.tokenless.ci.github.EffectivePermissions.Grant;
import dev.tokenless.ci.github.EffectivePermissions.Known;
import dev.tokenless.ci.github.EffectivePermissions.RunFails;
import dev.tokenless.ci.github.EffectivePermissions.Source;
import dev.tokenless.ci.github.EffectivePermissions.Undetermined;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks are written in flow style; an empty column means that there is no block, {@code ?} a setting that decides. */
class EffectivePermissionsTest {

    @ParameterizedTest(name = "workflow {0}, job {1}: id-token {2}, contents {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                   | -                   | none  | ?
            -                   | {id-token: write}   | write | none
            {id-token: write}   | -                   | write | none
            {id-token: write}   | {contents: read}    | none  | read
            {id-token: write}   | {}                  | none  | none
            {contents: write}   | {id-token: write}   | write | none
            {}                  | -                   | none  | none
            {}                  | {id-token: write}   | write | none
            write-all           | -                   | write | write
            read-all            | -                   | none  | read
            read-all            | write-all           | write | write
            write-all           | read-all            | none  | read
            write-all           | {}                  | none  | none
            {id-token: none}    | -                   | none  | none
            {id-token: read}    | -                   | none  | none
            {Id-Token: write}   | -                   | none  | none
            -                   | ''                  | none  | none
            """)
    void an_ordinary_job_has_its_own_block_or_else_its_workflow_s(
            String workflow, String job, String idToken, String contents) {
        Link link = link("w", workflow, job);
        EffectivePermissions permissions = EffectivePermissions.of(List.of(link), Circumstances.USUAL);

        assertThat(word(permissions.grant("id-token"))).isEqualTo(idToken);
        assertThat(word(permissions.grant("contents"))).isEqualTo(contents);
    }

    @ParameterizedTest(name = "caller {0}/{1}, called {2}/{3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # caller's file    | caller's job      | called file       | called job        | id-token
            -                  | -                 | -                 | -                 | none
            -                  | -                 | -                 | {id-token: write} | ?
            -                  | -                 | {id-token: write} | -                 | ?
            -                  | -                 | -                 | {id-token: none}  | none
            -                  | {id-token: write} | -                 | -                 | write
            {id-token: write}  | -                 | -                 | -                 | write
            {id-token: write}  | {contents: read}  | -                 | -                 | none
            {id-token: write}  | {contents: read}  | -                 | {id-token: write} | fails
            {id-token: write}  | -                 | -                 | {id-token: write} | write
            -                  | {id-token: write} | {}                | {id-token: write} | write
            -                  | {id-token: write} | {}                | -                 | none
            -                  | {id-token: write} | {contents: read}  | {id-token: write} | fails
            -                  | write-all         | write-all         | {id-token: write} | write
            -                  | read-all          | -                 | {id-token: write} | fails
            -                  | {}                | -                 | {id-token: write} | fails
            {contents: read}   | -                 | {id-token: write} | -                 | fails
            -                  | {id-token: write} | {id-token: write} | {}                | none
            """)
    void a_called_job_keeps_or_lowers_what_its_caller_gives(
            String callerFile, String callerJob, String calledFile, String calledJob, String idToken) {
        List<Link> chain = List.of(link("caller", callerFile, callerJob), link("called", calledFile, calledJob));

        assertThat(word(EffectivePermissions.of(chain, Circumstances.USUAL).grant("id-token")))
                .isEqualTo(idToken);
    }

    @ParameterizedTest
    @CsvSource({"RESTRICTED, fails", "PERMISSIVE, write", "UNKNOWN, ?"})
    void where_the_caller_declares_nothing_the_setting_is_the_ceiling(DefaultPolicy policy, String idToken) {
        List<Link> chain = List.of(link("caller", null, null), link("called", null, "{id-token: write}"));

        assertThat(word(EffectivePermissions.of(chain, new Circumstances(policy, false))
                        .grant("id-token")))
                .isEqualTo(idToken);
    }

    @ParameterizedTest
    @CsvSource({"RESTRICTED, read, none, none", "PERMISSIVE, write, write, none", "UNKNOWN, ?, ?, none"})
    void the_setting_gives_what_no_file_declares_but_never_the_identity(
            DefaultPolicy policy, String contents, String issues, String idToken) {
        EffectivePermissions permissions =
                EffectivePermissions.of(List.of(link("w", null, null)), new Circumstances(policy, false));

        assertThat(word(permissions.grant("contents"))).isEqualTo(contents);
        assertThat(word(permissions.grant("issues"))).isEqualTo(issues);
        assertThat(word(permissions.grant("id-token"))).isEqualTo(idToken);
    }

    @Test
    void a_pull_request_from_a_fork_loses_every_write() {
        EffectivePermissions permissions = EffectivePermissions.of(
                List.of(link("w", "{id-token: write, contents: write}", null)),
                new Circumstances(DefaultPolicy.UNKNOWN, true));

        assertThat(permissions.grant("id-token")).isInstanceOfSatisfying(Known.class, k -> {
            assertThat(k.level()).isEqualTo(Level.NONE);
            assertThat(k.source()).isEqualTo(Source.DOWNGRADE);
        });
        assertThat(word(permissions.grant("contents"))).isEqualTo("read");
    }

    @Test
    void the_refusal_is_in_github_s_words_and_points_at_the_block_that_asks() {
        Link called = link("called", null, "{id-token: write, contents: write}");
        Grant grant = EffectivePermissions.of(
                        List.of(link("caller", null, "{contents: read}"), called), Circumstances.USUAL)
                .grant("id-token");

        assertThat(grant).isInstanceOfSatisfying(RunFails.class, f -> {
            assertThat(f.message())
                    .isEqualTo(
                            "Error calling workflow './.github/workflows/called.yml'. The nested job 'j' is requesting"
                                    + " 'contents: write, id-token: write', but is only allowed 'contents: read, id-token:"
                                    + " none'.");
            assertThat(called.workflow().source().at(f.place())).isEqualTo("{id-token: write, contents: write}");
        });
    }

    @Test
    void the_called_file_s_own_block_is_held_against_the_caller_even_where_the_job_has_one() {
        Grant grant = EffectivePermissions.of(
                        List.of(link("caller", null, "{id-token: write}"), link("called", "write-all", "{}")),
                        Circumstances.USUAL)
                .grant("id-token");

        assertThat(grant)
                .isInstanceOfSatisfying(
                        RunFails.class, f -> assertThat(f.message()).contains("The workflow is requesting"));
    }

    @Test
    void a_chain_of_calls_is_lowered_at_every_link() {
        Link entry = link("entry", null, "{id-token: write, contents: read}");
        Link silent = link("middle", null, null);
        Link lowering = link("middle", null, "{contents: read}");
        Link job = link("job", null, null);
        Link asking = link("job", null, "{id-token: write}");

        assertThat(word(grant(entry, silent, job))).isEqualTo("write");
        assertThat(word(grant(entry, silent, asking))).isEqualTo("write");
        assertThat(word(grant(entry, lowering, job))).isEqualTo("none");
        assertThat(word(grant(entry, lowering, asking))).isEqualTo("fails");
        assertThat(word(grant(link("entry", null, "{contents: read}"), asking, asking)))
                .isEqualTo("fails");
    }

    @Test
    void the_block_that_decides_is_named() {
        Link shadowed = link("w", "{id-token: write}", "{contents: read}");
        assertThat(EffectivePermissions.of(shadowed.workflow(), shadowed.job()).grant("id-token"))
                .isInstanceOfSatisfying(Known.class, k -> {
                    assertThat(k.source()).isEqualTo(Source.JOB);
                    assertThat(k.place()).isEqualTo(shadowed.job().permissions().place());
                });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            {id-token: write} | true  | write
            {contents: read}  | true  | none
            -                 | false | none
            -                 | true  | ?
            """)
    void what_a_workflow_elsewhere_may_get_is_what_its_caller_spells_out(String block, boolean trusted, String word) {
        assertThat(word(EffectivePermissions.of(List.of(link("w", null, block)), Circumstances.USUAL)
                        .offered("id-token", trusted)))
                .isEqualTo(word);
    }

    private static Grant grant(Link... chain) {
        return EffectivePermissions.of(List.of(chain), Circumstances.USUAL).grant("id-token");
    }

    private static String word(Grant grant) {
        return switch (grant) {
            case Known k -> k.level().word();
            case Undetermined _ -> "?";
            case RunFails _ -> "fails";
        };
    }

    private static Link link(String file, String workflowBlock, String jobBlock) {
        List<String> lines = new ArrayList<>(List.of("on: workflow_call"));
        if (workflowBlock != null) {
            lines.add("permissions: " + workflowBlock);
        }
        lines.add("jobs:");
        lines.add("  j:");
        if (jobBlock != null) {
            lines.add("    permissions: " + jobBlock);
        }
        lines.add("    uses: ./.github/workflows/called.yml");
        Workflow workflow = WorkflowReader.readOne(
                        new SourceText(".github/workflows/" + file + ".yml", String.join("\n", lines) + "\n"))
                .workflows()
                .getFirst();
        return new Link(workflow, workflow.jobs().getFirst());
    }
}
