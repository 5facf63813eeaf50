package dev.tokenless.ui.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.fix.ReleaseTrigger;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.FakeDesktop;
import dev.tokenless.ui.InStep;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step Workflow without a window: each option redraws the difference, and nothing is written over other text. */
class WorkflowModelTest {
    @TempDir
    Path folder;

    private final Session session = new Session();
    private final Texts texts = new Texts();
    private final FakeDesktop desktop = new FakeDesktop();
    private WorkflowModel model;
    private Path project;
    private Path file;

    @BeforeEach
    void open() {
        InStep background = new InStep();
        Keeping keeping =
                new Keeping(session, background, new MigrationStore(folder.resolve("state")), texts, Clock.systemUTC());
        Opening opening = new Opening(session, background, new Live(), keeping, texts);
        Writing writing = new Writing(session, background, opening, keeping, texts);
        model = new WorkflowModel(session, background, writing, opening, desktop, texts);
        project = SampleProject.layOut(folder.resolve("project"));
        file = project.resolve(".github/workflows/release.yml");
        opening.open(project);
        session.change(s -> s.at(StepId.WORKFLOW));
    }

    private String after() {
        return model.view().get().edits().getFirst().after();
    }

    private Choices now() {
        return model.view().get().choices();
    }

    private void naming(Choices.Naming naming, String name) {
        Choices c = now();
        model.choose(new Choices(
                c.fresh(),
                naming,
                name,
                c.pin(),
                c.separateBuild(),
                c.everything(),
                c.fileName(),
                c.trigger(),
                c.tool(),
                c.testFirst(),
                c.attestations(),
                c.preflight()));
    }

    private void fresh(
            String fileName,
            ReleaseTrigger trigger,
            String tool,
            boolean testFirst,
            boolean attestations,
            boolean preflight,
            boolean pin) {
        Choices c = now();
        model.choose(new Choices(
                true,
                c.naming(),
                c.environment(),
                pin,
                c.separateBuild(),
                c.everything(),
                fileName,
                trigger,
                tool,
                testFirst,
                attestations,
                preflight));
    }

    @Test
    void one_name_for_all_packages_is_the_same_whichever_package_is_chosen() {
        naming(Choices.Naming.ONE, now().environment());
        String proposed = now().environment();
        for (int upload : new int[] {1, 2, 0}) {
            session.change(s -> s.choosing(upload));
            assertThat(now().environment()).isEqualTo(proposed);
            assertThat(after()).contains("environment: " + proposed);
        }
        naming(Choices.Naming.ONE, "gate");
        session.change(s -> s.choosing(1));
        assertThat(now().environment()).isEqualTo("gate");
        assertThat(after()).contains("environment: gate");
    }

    @Test
    void every_choice_of_a_migration_redraws_the_difference() {
        assertThat(after()).contains("environment: pypi");
        naming(Choices.Naming.ONE, "gate");
        assertThat(after()).contains("environment: gate");
        naming(Choices.Naming.EACH_REGISTRY, "");
        assertThat(after()).contains("environment: pypi");
        naming(Choices.Naming.EACH_PACKAGE, "");
        assertThat(after()).contains("environment: pypi-octo-sample");
        naming(Choices.Naming.NONE, "");
        assertThat(after()).doesNotContain("environment: pypi");
        Choices c = now();
        model.choose(new Choices(
                false, c.naming(), "", !c.pin(), c.separateBuild(), true, "", c.trigger(), "", false, true, false));
        assertThat(after()).doesNotContain("secrets.NPM_TOKEN", "secrets.RUBYGEMS_API_KEY");
    }

    @Test
    void every_choice_of_a_new_workflow_redraws_it() {
        fresh("", ReleaseTrigger.TAG, "", false, true, false, true);
        assertThat(model.view().get().edits().getFirst().path()).isEqualTo(".github/workflows/publish.yml");
        assertThat(model.view().get().answer().below().words()).contains("release.yml stays as it is");
        String usual = after();
        assertThat(usual).contains("tags:").containsPattern("actions/checkout@[0-9a-f]{40}");
        fresh("ship.yaml", ReleaseTrigger.RELEASE, "hatch", true, false, true, false);
        assertThat(model.view().get().edits().getFirst().path()).isEqualTo(".github/workflows/ship.yaml");
        assertThat(after())
                .contains("release:", "hatch", "testpypi", "attestations: false", "inputs.preflight")
                .doesNotContainPattern("@[0-9a-f]{40}");
    }

    @Test
    void a_file_name_that_cannot_be_is_refused_with_what_to_do() {
        fresh("release.yml", ReleaseTrigger.TAG, "", false, true, false, true);
        assertThat(model.view().get().answer().below().words()).contains("already", "Choose another");
        assertThat(model.view().get().edits()).isEmpty();
        fresh("../evil.yml", ReleaseTrigger.TAG, "", false, true, false, true);
        assertThat(model.view().get().answer().below().words()).contains("no file name that GitHub runs");
        fresh("notes.txt", ReleaseTrigger.TAG, "", false, true, false, true);
        assertThat(model.view().get().edits()).isEmpty();
    }

    @Test
    void a_file_that_changed_on_disk_is_not_written_over_and_is_read_again() throws IOException {
        String before = Files.readString(file);
        Files.writeString(file, before + "# meanwhile\n");
        press("Write file");
        assertThat(Files.readString(file)).isEqualTo(before + "# meanwhile\n");
        assertThat(model.view().get().refusal().words()).contains("changed on disk");
        press("Read again");
        assertThat(model.view().get().refusal().words()).isEmpty();
        assertThat(after()).endsWith("# meanwhile\n");
        press("Write file");
        assertThat(Files.readString(file)).contains("id-token: write").endsWith("# meanwhile\n");
    }

    @Test
    void what_was_written_is_taken_back_with_one_press() throws IOException {
        String before = Files.readString(file);
        press("Write file");
        assertThat(Files.readString(file)).isNotEqualTo(before);
        assertThat(model.view().get().edits()).isEmpty();
        press("Undo");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(model.view().get().edits()).isNotEmpty();
    }

    @Test
    void what_is_copied_is_the_whole_file_as_it_would_be_written() throws IOException {
        press("Copy");
        String copied = desktop.copied;
        press("Write file");
        assertThat(Files.readString(file)).isEqualTo(copied);
    }

    @Test
    void each_change_says_its_lines_and_why() {
        int changes = model.diff().changes();
        assertThat(changes).isGreaterThan(1);
        for (int i = 0; i < changes; i++) {
            model.goTo(i);
            assertThat(model.view().get().reason().words()).contains("Change " + (i + 1) + " of " + changes);
            assertThat(model.view().get().reason().words().length()).isGreaterThan(30);
        }
        model.goTo(changes);
        assertThat(model.view().get().current())
                .as("after the last comes the first")
                .isZero();
    }

    private void press(String words) {
        var bar = model.bar().getValue();
        Action action = java.util.stream.Stream.concat(
                        bar.others().stream(), java.util.stream.Stream.ofNullable(bar.primary()))
                .filter(a -> a.text().equals(words))
                .findFirst()
                .orElseThrow();
        assertThat(action.ready()).isTrue();
        action.run().run();
    }

    private static final class Live implements Core {
        @Override
        public Inspection inspect(Path folder, KnownPublishers known) {
            return Inspector.inspect(ProjectReader.read(folder), known, KnownIdentity.NOTHING);
        }

        @Override
        public List<Finding> check(Inspection inspection) {
            return Rules.check(inspection);
        }

        @Override
        public Path layOutSample(Path emptyFolder) {
            return SampleProject.layOut(emptyFolder);
        }
    }
}
