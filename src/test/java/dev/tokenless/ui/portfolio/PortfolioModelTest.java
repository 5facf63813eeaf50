package dev.tokenless.ui.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.PortfolioRow.State;
import dev.tokenless.migration.StepResult;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.FakeDesktop;
import dev.tokenless.ui.InStep;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Result;
import dev.tokenless.ui.portfolio.PublishersView.Kind;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Keeping;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.Outside;
import dev.tokenless.ui.session.SandboxHouse;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Portfolio without a window. */
class PortfolioModelTest {
    @TempDir
    Path folder;

    private final Session session = new Session();
    private final InStep background = new InStep();
    private final Texts texts = new Texts();
    private final SandboxHouse sandboxes = new SandboxHouse();
    private final Outside outside = new Outside(
            () -> new Http(HttpSettings.standard().onlyLoopback().pause(_ -> {})),
            sandboxes,
            Map.of(RegistryId.RUBYGEMS, "http://127.0.0.1:9"));
    private final Registrations registrations = new Registrations(outside, SecondFactor.none());
    private final FakeDesktop desktop = new FakeDesktop();
    private final Reading core = new Reading();
    private PortfolioModel model;
    private Path clones;

    @BeforeEach
    void begin() throws IOException {
        window();
        clones = Files.createDirectories(folder.resolve("clones"));
    }

    /** A window with what is kept on disk. */
    private void window() {
        Opening opening = new Opening(
                session,
                background,
                core,
                new Keeping(
                        session,
                        background,
                        new MigrationStore(folder.resolve("state")),
                        texts,
                        java.time.Clock.systemUTC()),
                texts);
        MigrationStore kept = new MigrationStore(folder.resolve("state"));
        model = new PortfolioModel(
                session,
                background,
                opening,
                core,
                new WrittenFiles(kept, java.time.Clock.systemUTC()),
                desktop,
                texts,
                registrations);
    }

    @AfterEach
    void end() {
        outside.close();
        sandboxes.close();
    }

    private void samples(String... names) {
        for (String name : names) {
            SampleProject.layOut(clones.resolve(name));
        }
    }

    @Test
    void a_thousand_repositories_are_read_and_counted() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add("r" + i);
        }
        core.invented = true;
        names.forEach(name -> clones.resolve(name).toFile().mkdirs());
        model.read(clones);
        assertThat(model.view().get().answer().below().words()).contains("1000 repositories of clones");
        assertThat(model.view().get().reading()).isFalse();
        assertThat(core.read).isEqualTo(1_000);
    }

    @Test
    void reading_that_was_stopped_goes_on_where_it_stopped() {
        core.invented = true;
        for (int i = 0; i < 40; i++) {
            clones.resolve("r" + i).toFile().mkdirs();
        }
        background.cancelAfter = 1;
        model.read(clones);
        assertThat(model.view().get().unread()).isEqualTo(40);
        assertThat(model.view().get().answer().below().words()).contains("Reading was stopped");
        model.readOn();
        assertThat(model.view().get().unread()).isZero();
        assertThat(model.view().get().answer().below().words()).contains("40 repositories");
    }

    @Test
    void a_list_names_repositories_and_what_is_no_folder_is_said() throws IOException {
        samples("one");
        Path list = Files.writeString(folder.resolve("list.txt"), "# mine\nclones/one\nclones/gone\n\n");
        desktop.file = list;
        model.chooseList();
        assertThat(model.rows()).hasSize(3);
        assertThat(model.view().get().troubles()).anyMatch(line -> line.contains("clones/gone"));
        assertThat(model.view().get().answer().below().words()).contains("1 line of the list names no folder. Which?");
    }

    @Test
    void a_folder_that_cannot_be_read_is_said_and_nothing_is_shown() {
        model.read(folder.resolve("nowhere"));
        assertThat(model.view().get().fault().words()).contains("does not exist");
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void reading_again_takes_the_chosen_repositories_or_all_and_says_what_has_vanished() throws IOException {
        samples("one", "two");
        model.read(clones);
        int once = core.read;
        assertThat(model.rereads()).isTrue();
        assertThat(core.read).isEqualTo(2 * once);
        assertThat(model.rows()).hasSize(6);

        List<PortfolioRow> two =
                model.rows().stream().filter(r -> r.path().endsWith("two")).toList();
        model.choose(two, true);
        assertThat(model.rereads()).isTrue();
        assertThat(core.read).isEqualTo(2 * once + 1);
        assertThat(model.view().get().chosen()).isEqualTo(3);

        try (Stream<Path> files = Files.walk(clones.resolve("two"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        model.rereads();
        assertThat(model.rows()).hasSize(3).allMatch(r -> r.path().endsWith("one"));
        assertThat(model.view().get().troubles()).anyMatch(line -> line.startsWith("two: "));
    }

    @Test
    void what_is_published_elsewhere_has_its_reason_and_needs_no_work() throws IOException {
        Path repository = clones.resolve("internal");
        Files.createDirectories(repository.resolve(".git"));
        Files.writeString(
                repository.resolve(".git/config"), "[remote \"origin\"]\n\turl = https://github.com/o/internal.git\n");
        Files.writeString(
                repository.resolve("internal.gemspec"),
                "Gem::Specification.new do |s|\n  s.name = \"internal\"\nend\n");
        Files.createDirectories(repository.resolve(".github/workflows"));
        Files.writeString(repository.resolve(".github/workflows/release.yml"), """
            on: push
            jobs:
              publish:
                runs-on: ubuntu-latest
                steps:
                  - run: gem push --host https://rubygems.pkg.github.com/o internal.gem
                    env:
                      GEM_HOST_API_KEY: ${{ secrets.GITHUB_TOKEN }}
            """);
        model.read(clones);
        assertThat(model.rows()).extracting(PortfolioRow::state).containsExactly(State.ELSEWHERE);
        assertThat(model.rows().getFirst().reason()).contains("GitHub Packages takes no trusted publishers");
        samples("sample");
        model.read(clones);
        assertThat(model.rows()).hasSize(4);
        assertThat(model.view().get().answer().sentence().words()).contains("of the 3 packages");
        assertThat(model.view().get().answer().below().words()).startsWith("One more is published elsewhere. ");
        Files.delete(clones.resolve("sample/.github/workflows/release.yml"));
        model.read(clones);
        assertThat(model.view().get().needsWork()).isZero();
        assertThat(model.view().get().answer().sentence().words()).contains("no trusted publisher can be registered");
        model.filter(model.view().get().filter().with(PortfolioFilter.Part.DONE));
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void a_row_opens_its_own_package_in_the_wizard() {
        samples("one", "two");
        model.read(clones);
        PortfolioRow gem = model.rows().stream()
                .filter(r ->
                        r.registry().equals(RegistryId.RUBYGEMS) && r.path().endsWith("two"))
                .findFirst()
                .orElseThrow();
        model.open(gem);
        assertThat(session.now().upload().orElseThrow().registry()).isEqualTo(RegistryId.RUBYGEMS);
        assertThat(session.now().step()).isEqualTo(StepId.CHECK);
        assertThat(session.now().reading().folder()).isEqualTo(clones.resolve("two"));
    }

    @Test
    void one_preview_shows_the_fixes_of_many_and_only_the_ticked_are_written_and_taken_back() throws IOException {
        samples("one", "two", "three");
        model.read(clones);
        Path workflow = Path.of(".github/workflows/release.yml");
        String before = Files.readString(clones.resolve("one").resolve(workflow));
        model.reviewFixes();
        FixesModel fixes = model.fixes();
        assertThat(model.mode().get()).isEqualTo(PortfolioModel.Mode.FIXES);
        assertThat(fixes.items()).hasSize(3).allMatch(i -> i.edit().before().equals(before));
        assertThat(Files.readString(clones.resolve("one").resolve(workflow))).isEqualTo(before);
        int two = 0;
        while (!fixes.items().get(two).path().endsWith("two")) {
            two++;
        }
        fixes.tick(two, false);
        fixes.goTo(two);
        assertThat(fixes.view().get().diff().changes()).isPositive();
        Files.writeString(clones.resolve("three").resolve(workflow), before + "# meanwhile\n");

        fixes.write();
        assertThat(fixes.items())
                .extracting(i -> Path.of(i.path()).getFileName() + " " + i.result())
                .containsExactlyInAnyOrder("one WRITTEN", "two NONE", "three REFUSED");
        assertThat(fixes.items())
                .filteredOn(i -> i.result() == Result.REFUSED)
                .allMatch(i -> i.sentence().contains("changed on disk"));
        assertThat(Files.readString(clones.resolve("one").resolve(workflow))).isNotEqualTo(before);
        assertThat(Files.readString(clones.resolve("two").resolve(workflow))).isEqualTo(before);
        assertThat(fixes.view().get().answer().sentence().words()).isEqualTo("1 of 2 files were written.");

        fixes.undo();
        assertThat(Files.readString(clones.resolve("one").resolve(workflow))).isEqualTo(before);
        assertThat(fixes.items())
                .filteredOn(i -> i.result() == Result.TAKEN_BACK)
                .hasSize(1);
        assertThat(session.now().deeds())
                .filteredOn(d -> d.kind() == Deed.Kind.WRITTEN && d.undo() != null)
                .isEmpty();
    }

    @Test
    void what_was_written_in_many_can_be_taken_back_after_the_window_was_closed() throws IOException {
        samples("one");
        model.read(clones);
        Path one = clones.resolve("one");
        Path workflow = one.resolve(".github/workflows/release.yml");
        String before = Files.readString(workflow);
        model.reviewFixes();
        model.fixes().write();
        assertThat(Files.readString(workflow)).isNotEqualTo(before);

        WrittenFiles later = new WrittenFiles(new MigrationStore(folder.resolve("state")), java.time.Clock.systemUTC());
        Inspection now = Inspector.inspect(ProjectReader.read(one), null);
        assertThat(later.takeBack(now, one))
                .isInstanceOfSatisfying(
                        StepResult.Done.class,
                        done -> assertThat(done.sentence()).contains("Took back what the Portfolio wrote"));
        assertThat(Files.readString(workflow)).isEqualTo(before);

        model.reviewFixes();
        model.fixes().write();
        model.fixes().undo();
        assertThat(Files.readString(workflow)).isEqualTo(before);
        assertThat(later.takeBack(now, one))
                .as("it is forgotten once it was taken back")
                .isInstanceOf(StepResult.Held.class);
    }

    @Test
    void the_same_rows_offer_to_take_back_what_another_window_wrote_and_say_what_is_refused() throws IOException {
        samples("one");
        model.read(clones);
        Path workflow = clones.resolve("one").resolve(".github/workflows/release.yml");
        String before = Files.readString(workflow);
        model.reviewFixes();
        assertThat(others()).isEmpty();
        model.fixes().write();
        String written = Files.readString(workflow);
        assertThat(written).isNotEqualTo(before);

        window();
        model.read(clones);
        model.reviewFixes();
        assertThat(others()).containsExactly("Take back what was written in 1 repository");
        Files.writeString(workflow, "on: push\njobs: {}\n");
        model.fixes().takeBackEarlier();
        assertThat(model.fixes().view().get().fault().words()).startsWith("one: ");
        assertThat(Files.readString(workflow)).isEqualTo("on: push\njobs: {}\n");
        assertThat(others()).hasSize(1);

        Files.writeString(workflow, written);
        model.fixes().takeBackEarlier();
        assertThat(Files.readString(workflow)).isEqualTo(before);
        assertThat(model.fixes().view().get().fault().words()).isEmpty();
        assertThat(others()).isEmpty();
        assertThat(session.now().deeds())
                .filteredOn(d -> d.words().equals("Put the old texts of 1 repository back"))
                .hasSize(1);
        assertThat(model.fixes().items()).as("the fixes are offered anew").isNotEmpty();
    }

    @Test
    void what_is_taken_back_from_the_list_of_deeds_is_offered_again_by_the_preview_that_is_shown() throws IOException {
        samples("one");
        model.read(clones);
        Path workflow = clones.resolve("one").resolve(".github/workflows/release.yml");
        String before = Files.readString(workflow);
        model.reviewFixes();
        model.fixes().write();
        Deed wrote = session.now().deeds().stream()
                .filter(d -> d.undo() != null)
                .findFirst()
                .orElseThrow();
        model.fixes().bar().getValue().primary().run().run();
        model.reviewFixes();
        assertThat(model.fixes().items()).isEmpty();
        assertThat(others()).hasSize(1);
        session.change(s -> s.undone(wrote));
        wrote.undo().run();
        assertThat(Files.readString(workflow)).isEqualTo(before);
        assertThat(session.now().deeds().getFirst().words()).isEqualTo("Put the old texts of 1 repository back");
        assertThat(model.fixes().items()).as("the fixes are offered anew").isNotEmpty();
        assertThat(others()).as("nothing of it is left to take back").isEmpty();
        model.fixes().write();
        model.fixes().undo();
        assertThat(model.fixes().bar().getValue().note().words()).doesNotContain("git diff");
        assertThat(session.now().deeds().getFirst().words()).isEqualTo("Put the old texts of 1 repository back");
    }

    @Test
    void taking_back_that_was_stopped_keeps_the_way_back_of_what_is_left() throws IOException {
        samples("one", "two");
        model.read(clones);
        Path workflow = Path.of(".github/workflows/release.yml");
        String before = Files.readString(clones.resolve("one").resolve(workflow));
        model.reviewFixes();
        model.fixes().write();
        background.cancelAfter = 1;
        model.fixes().undo();
        assertThat(Files.readString(clones.resolve("one").resolve(workflow))).isEqualTo(before);
        assertThat(Files.readString(clones.resolve("two").resolve(workflow))).isNotEqualTo(before);
        assertThat(model.fixes().items())
                .extracting(i -> Path.of(i.path()).getFileName() + " " + i.result())
                .containsExactlyInAnyOrder("one TAKEN_BACK", "two WRITTEN");
        assertThat(session.now().deeds().getFirst().words()).isEqualTo("The fixes of 1 repository are still written");
        model.fixes().undo();
        assertThat(Files.readString(clones.resolve("two").resolve(workflow))).isEqualTo(before);
        assertThat(session.now().deeds()).noneMatch(d -> d.kind() == Deed.Kind.WRITTEN && d.undo() != null);
    }

    @Test
    void that_the_worst_stands_first_is_said_only_where_it_does() {
        samples("one");
        model.read(clones);
        assertThat(model.view().get().answer().below().words()).contains("What needs you stands first");
        model.order(Comparator.comparing(PortfolioRow::line));
        assertThat(model.view().get().answer().below().words())
                .contains("1 repository of clones")
                .doesNotContain("stands first");
        model.order(null);
        assertThat(model.view().get().answer().below().words()).contains("What needs you stands first");
        assertThat(PortfolioTable.byLine("release.yml:82", "release.yml:100")).isNegative();
        assertThat(PortfolioTable.byLine("a.yml:100", "b.yml:82")).isNegative();
    }

    @Test
    void what_was_sought_in_one_folder_does_not_hide_the_rows_of_another() throws IOException {
        samples("one");
        model.read(clones);
        model.filter(model.view().get().filter().with("no such package"));
        assertThat(model.rows()).isEmpty();
        model.again();
        assertThat(model.rows()).as("the same folder, read again").isEmpty();
        SampleProject.layOut(Files.createDirectories(folder.resolve("others")).resolve("two"));
        model.read(folder.resolve("others"));
        assertThat(model.view().get().filter()).isEqualTo(PortfolioFilter.ALL);
        assertThat(model.rows()).hasSize(3);
    }

    @Test
    void chosen_rows_that_the_filter_hides_are_counted_as_such() {
        samples("one", "two");
        model.read(clones);
        model.choose(model.rows().stream().filter(r -> r.path().endsWith("one")).toList(), true);
        assertThat(model.bar().getValue().note().words()).doesNotContain("not shown");
        model.filter(model.view().get().filter().with("two"));
        assertThat(model.rows()).isNotEmpty();
        assertThat(model.bar().getValue().note().words()).startsWith("3 chosen, 3 of them not shown.");
        assertThat(model.view().get().chosenHidden()).isEqualTo(3);
    }

    @Test
    void nothing_is_offered_to_be_read_again_before_anything_was_read() {
        assertThat(model.rereadable().getValue()).isFalse();
        samples("one");
        model.read(clones);
        assertThat(model.rereadable().getValue()).isTrue();
        model.reviewFixes();
        assertThat(model.rereadable().getValue()).isFalse();
    }

    @Test
    void a_registry_is_asked_at_the_address_that_was_named_in_place_of_its_own() {
        samples("one");
        model.read(clones);
        model.reviewPublishers();
        PublishersModel publishers = model.publishers();
        for (int i = 0; i < publishers.items().size(); i++) {
            if (publishers.items().get(i).registry().equals(RegistryId.RUBYGEMS)) {
                publishers.goTo(i);
            }
        }
        assertThat(publishers.view().get().request()).contains("http://127.0.0.1:9/");
        publishers.credential(RegistryId.RUBYGEMS, Secret.of("rubygems_planted"), "this window");
        publishers.verify();
        assertThat(kind(publishers, RegistryId.RUBYGEMS)).isEqualTo(Kind.FAILED);
        publishers.credential(RegistryId.NPM, Secret.of(""), "");
        publishers.register();
        assertThat(session.now().deeds().getFirst().words())
                .isEqualTo("Tried to register the publisher of 1 package, without success");
    }

    @Test
    void what_no_file_tells_is_listed_for_each_repository() throws IOException {
        for (String name : List.of("one", "two")) {
            Path workflows = Files.createDirectories(clones.resolve(name + "/.github/workflows"));
            Files.createDirectories(clones.resolve(name + "/.git"));
            Files.writeString(workflows.resolve("release.yml"), """
                on: push
                jobs:
                  publish:
                    runs-on: ubuntu-latest
                    steps:
                      - run: npm publish
                        env:
                          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}
                """);
        }
        model.read(clones);
        model.reviewPublishers();
        assertThat(model.publishers().items())
                .extracting(i ->
                        Path.of(i.path()).getFileName() + " " + i.standing().kind())
                .containsExactlyInAnyOrder("one UNABLE", "two UNABLE");
    }

    private List<String> others() {
        return model.fixes().bar().getValue().others().stream()
                .map(dev.tokenless.ui.Action::text)
                .toList();
    }

    @Test
    void one_rule_alone_or_the_whole_migration_can_be_applied_to_all() {
        samples("one", "two");
        model.read(clones);
        model.reviewFixes();
        FixesModel fixes = model.fixes();
        List<FixesView.Kind> kinds = fixes.view().get().kinds();
        assertThat(kinds).extracting(FixesView.Kind::type).contains(FixesView.Type.RULE, FixesView.Type.MIGRATION);
        String all = fixes.items().getFirst().edit().after();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).type() == FixesView.Type.MIGRATION) {
                fixes.choose(i);
            }
        }
        assertThat(fixes.items()).isNotEmpty();
        assertThat(fixes.items().getFirst().edit().after())
                .contains("id-token: write")
                .isNotEqualTo(all);
        assertThat(fixes.view().get().kinds()).isEqualTo(kinds);
    }

    @Test
    void written_fixes_change_the_rows_of_the_table() {
        samples("one");
        model.read(clones);
        assertThat(model.rows()).extracting(PortfolioRow::state).containsOnly(State.TOKEN);
        model.reviewFixes();
        FixesModel fixes = model.fixes();
        List<FixesView.Kind> kinds = fixes.view().get().kinds();
        fixes.choose(kinds.indexOf(kinds.stream()
                .filter(k -> k.type() == FixesView.Type.MIGRATION)
                .findFirst()
                .orElseThrow()));
        fixes.write();
        assertThat(model.rows()).extracting(PortfolioRow::state).containsOnly(State.TRUSTED);
    }

    @Test
    void publishers_of_many_are_registered_in_the_sandbox_and_verified_after() {
        samples("one");
        model.read(clones);
        model.reviewPublishers();
        PublishersModel publishers = model.publishers();
        assertThat(publishers.items()).hasSize(3);
        assertThat(kind(publishers, RegistryId.PYPI)).isEqualTo(Kind.BY_HAND);
        publishers.ground(Registrations.Ground.SANDBOX);
        publishers.verify();
        assertThat(kind(publishers, RegistryId.NPM)).isEqualTo(Kind.ABSENT);
        publishers.register();
        assertThat(kind(publishers, RegistryId.NPM)).isEqualTo(Kind.REGISTERED);
        assertThat(kind(publishers, RegistryId.RUBYGEMS)).isEqualTo(Kind.REGISTERED);
        publishers.verify();
        assertThat(kind(publishers, RegistryId.NPM)).isEqualTo(Kind.TRUSTED);
        assertThat(publishers.view().get().answer().sentence().words())
                .isEqualTo("2 of 3 publishers are known to the sandbox.");
        assertThat(session.now().deeds())
                .extracting(Deed::words)
                .as("the page of PyPI was not asked, and no registry knows of it")
                .contains(
                        "Registered the publishers of 2 packages in the sandbox",
                        "Verified the publishers of 2 packages in the sandbox");
        assertThat(publishers.bar().getValue().primary().ready()).isFalse();
        assertThat(session.now().deeds()).anyMatch(d -> d.kind() == Deed.Kind.SENT);
    }

    @Test
    void of_a_file_that_could_not_be_read_it_is_said_that_its_publisher_is_not_known() throws IOException {
        samples("one");
        Files.writeString(clones.resolve("one/.github/workflows/broken.yml"), "on: [push\njobs:\n  a: : b\n");
        model.read(clones);
        model.reviewPublishers();
        assertThat(model.publishers().items())
                .filteredOn(i -> i.name().equals(".github/workflows/broken.yml"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.standing().kind()).isEqualTo(Kind.UNABLE);
                    assertThat(item.standing().sentence()).contains("could not be read");
                });
    }

    @Test
    void registering_that_was_stopped_goes_on_with_what_is_left() {
        samples("one");
        model.read(clones);
        model.reviewPublishers();
        PublishersModel publishers = model.publishers();
        publishers.ground(Registrations.Ground.SANDBOX);
        background.cancelAfter = 1;
        publishers.register();
        assertThat(publishers.items())
                .filteredOn(i -> i.standing().kind() == Kind.REGISTERED)
                .hasSize(1);
        assertThat(publishers.view().get().fault().words()).contains("Stopped");
        assertThat(session.now().deeds()).extracting(Deed::words).anyMatch(d -> d.startsWith("Stopped: "));
        assertThat(sent()).containsExactly("Registered the publisher of 1 package in the sandbox");
        publishers.register();
        assertThat(sent())
                .containsExactly(
                        "Registered the publisher of 1 package in the sandbox",
                        "Registered the publisher of 1 package in the sandbox");
        assertThat(publishers.items())
                .filteredOn(i -> ManyPublishers.api(i.registry()))
                .allMatch(i -> i.standing().kind().done());
    }

    @Test
    void without_a_credential_nothing_is_sent_and_the_reason_is_said() {
        samples("one");
        model.read(clones);
        model.reviewPublishers();
        PublishersModel publishers = model.publishers();
        publishers.credential(RegistryId.NPM, Secret.of(""), "");
        publishers.credential(RegistryId.RUBYGEMS, Secret.of(""), "");
        assertThat(publishers.bar().getValue().primary().reason()).contains("credential");
        publishers.credential(RegistryId.NPM, Secret.of("npm_planted"), "this window");
        assertThat(publishers.bar().getValue().primary().ready()).isTrue();
        assertThat(publishers.view().get().toString()).doesNotContain("npm_planted");
        for (int i = 0; i < publishers.items().size(); i++) {
            publishers.goTo(i);
            assertThat(publishers.view().get().request()).doesNotContain("npm_planted");
        }
    }

    @Test
    void what_is_shown_is_exported_in_the_form_that_the_file_names() throws IOException {
        samples("one");
        model.read(clones);
        model.filter(model.view().get().filter().with("octo_sample"));
        for (String name : List.of("t.csv", "t.md", "t.html", "t.json")) {
            desktop.target = folder.resolve(name);
            model.export(PortfolioFile.CSV);
            String text = Files.readString(folder.resolve(name));
            assertThat(text).contains("octo").doesNotContain("@octo-org/sample");
        }
        assertThat(Files.readString(folder.resolve("t.csv"))).startsWith("state,registry,package");
        assertThat(Files.readString(folder.resolve("t.json"))).contains("\"schema\" : 1", "\"line\" : ");
        desktop.target = folder.resolve("nowhere/t.csv");
        model.export(PortfolioFile.CSV);
        assertThat(model.view().get().fault().words()).contains("could not be written");
    }

    private List<String> sent() {
        return session.now().deeds().stream()
                .map(Deed::words)
                .filter(d -> d.startsWith("Registered"))
                .toList();
    }

    private static Kind kind(PublishersModel publishers, RegistryId registry) {
        return publishers.items().stream()
                .filter(i -> i.registry().equals(registry))
                .findFirst()
                .orElseThrow()
                .standing()
                .kind();
    }

    /** Reads what lies there, or invents an empty repository for each folder. */
    private static final class Reading implements Core {
        private boolean invented;
        private int read;

        @Override
        public synchronized Inspection inspect(Path folder, KnownPublishers known) {
            read++;
            return Inspector.inspect(ProjectReader.read(folder), known, KnownIdentity.NOTHING);
        }

        @Override
        public List<Finding> check(Inspection inspection) {
            return invented ? List.of() : Rules.check(inspection);
        }

        @Override
        public Path layOutSample(Path emptyFolder) {
            return SampleProject.layOut(emptyFolder);
        }
    }
}
