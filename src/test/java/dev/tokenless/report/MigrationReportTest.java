package dev.tokenless.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.Unread;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A migration told to others, and a fault told to developers: whole, and harmless where it is pasted. */
class MigrationReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>|`x`[a](http://b) @everyone \u202Eevil\u001b[31m";

    private static Inspection inspection() {
        String workflow = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n"
                + "      - uses: pypa/gh-action-pypi-publish@release/v1\n        with:\n"
                + "          password: ${{ secrets.VERY_SECRET_NAME }}\n";
        MemoryTree tree = new MemoryTree(Map.of(
                "pyproject.toml",
                "[project]\nname = \"hidden-package\"\nversion = \"1.0\"\n",
                ".github/workflows/release.yml",
                workflow));
        return Inspector.inspect(
                ProjectReader.read(
                        tree,
                        "/home/somebody/hidden-folder",
                        new RepositoryId(Provider.GITHUB, "github.com", "hidden-org", "hidden-repo")),
                null);
    }

    private static MigrationReport report() {
        ReleaseProof proof = new ReleaseProof(
                ReleaseProof.State.TRUSTED,
                "1.0",
                "Version 1.0 was uploaded by " + HOSTILE + ".",
                List.of(new ReleaseProof.Evidence("workflow", HOSTILE)));
        Remembered remembered = Remembered.NOTHING.with(
                "pypi/hidden-package",
                Stage.PUBLISHER_REGISTERED,
                new Remembered.Mark(Remembered.Kind.SAID, HOSTILE, NOW));
        Observed observed = Observed.NOTHING.release(proof);
        MigrationPlan plan = MigrationPlan.of(inspection(), RegistryId.PYPI, "hidden-package", remembered, observed);
        return new MigrationReport(
                new RepositoryId(Provider.GITHUB, "github.com", HOSTILE, "r"),
                ".",
                List.of(new MigrationReport.Entry(plan, observed)),
                List.of(),
                List.of(),
                Unread.NOTHING,
                NOW);
    }

    @Test
    void html_holds_every_stage_and_runs_nothing_of_strangers() {
        String html = report().html();
        for (Stage stage : Stage.values()) {
            assertThat(html).contains(">" + stage.title() + "<");
        }
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("default-src 'none'", "2026-03-01 10:00 UTC", "&lt;script&gt;", "&lt;U+202E&gt;")
                .doesNotContain("<script", "\u202E", "\u001b")
                .endsWith("</html>\n");
        assertThat(html.split("<table>", -1)).hasSize(2);
        assertThat(html.split("</table>", -1)).hasSize(2);
    }

    @Test
    void markdown_has_one_row_a_stage_and_no_markup_of_strangers() {
        String text = report().markdown();
        assertThat(text.lines().filter(l -> l.startsWith("| ") && !l.startsWith("| stage") && !l.startsWith("| ---")))
                .hasSize(Stage.values().length)
                .allSatisfy(row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(5));
        assertThat(text)
                .contains("From tokens to trusted publishing", "way back")
                .doesNotContain("\u202E", "\u001b");
        // In a code span, which the text cannot leave, markup is text.
        String running = text.replaceAll("(?m)^- workflow: ``[^\n]*``$", "");
        assertThat(running).doesNotContain("<script", "](http", " @everyone");
    }

    @Test
    void the_terminal_gets_no_escape_sequence_and_the_machine_one_document() throws IOException {
        assertThat(report().text(Style.PLAIN))
                .doesNotContain("\u001b", "\u202E")
                .contains("[x] Publisher registered");
        assertThat(report().json()).contains("\"schema\" : 1", "\"login\" : \"trusted\"", "\"wayBack\"");
    }

    @Test
    void a_job_whose_package_has_no_name_is_not_taken_for_nothing_to_migrate() throws IOException {
        MigrationReport nothing = new MigrationReport(null, ".", List.of(), List.of(), List.of(), Unread.NOTHING, NOW);
        assertThat(nothing.text(Style.PLAIN)).contains("there is nothing to migrate");
        MigrationReport unnamed = new MigrationReport(
                null, ".", List.of(), List.of(), List.of("<b>up</b> in r.yml (npm)"), Unread.NOTHING, NOW);
        for (String text : List.of(unnamed.text(Style.PLAIN), unnamed.markdown(), unnamed.html())) {
            assertThat(text)
                    .contains("Which package is published is not known of")
                    .doesNotContain("nothing to migrate");
        }
        assertThat(unnamed.html()).doesNotContain("<b>");
        assertThat(unnamed.json()).contains("<b>up</b> in r.yml (npm)");
    }

    @Test
    void a_bug_report_names_neither_repository_nor_secret_nor_folder() {
        Inspection inspection = inspection();
        String token = "pypi-" + "AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA";
        RuntimeException fault = new IllegalStateException(token + " in /home/somebody", new IOException("hidden-org"));
        String text = BugReport.markdown("1.2.3 " + token, inspection, Rules.check(inspection), fault);
        assertThat(text)
                .contains("Tokenless", "1.2.3", "java.lang.IllegalStateException", "caused by java.io.IOException")
                .contains("pypi, pypa/gh-action-pypi-publish, Token", "MigrationReportTest")
                .doesNotContain("hidden", "VERY_SECRET_NAME", "somebody", token);
    }
}
