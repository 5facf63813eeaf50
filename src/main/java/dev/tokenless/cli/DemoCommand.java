package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.OverlayTree;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.net.Http;
import dev.tokenless.net.HttpSettings;
import dev.tokenless.net.Secret;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.PublisherApis;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.report.CheckText;
import dev.tokenless.report.Checked;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Words;
import dev.tokenless.sandbox.Rehearsal;
import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.sandbox.Rehearsed;
import dev.tokenless.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tokenless demo}: the whole main job on the built-in sample, against the sandbox on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Plays the whole main job on a sample project, on this machine alone: read, findings, migrated"
                + " workflow, registration, rehearsal.")
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--offline", description = "Accepted for the sake of scripts: this command uses loopback only.")
    private boolean offline;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("tokenless-demo");
        try {
            return play(SampleProject.layOut(folder));
        } finally {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private int play(Path sample) throws IOException {
        Project project = named(ProjectReader.read(sample));
        title("1. What is here, and what is wrong");
        Inspection before = Inspector.inspect(project, null);
        List<Finding> found = Rules.check(before);
        try (CheckText text = new CheckText(terminal.out(), terminal.style())) {
            text.project(new Checked(before, found));
        }

        title("2. The migrated workflow");
        List<PublishJob> jobs =
                before.jobs().stream().map(Inspection.Examined::job).toList();
        Migration migration = WorkflowMigration.migrate(project, before.workflows(), jobs, WorkflowOptions.hardened());
        Map<String, String> texts = new LinkedHashMap<>();
        switch (migration) {
            case Migration.Migrated migrated -> {
                terminal.printPatch(migrated.files());
                migrated.files().forEach(file -> texts.put(file.path(), file.after()));
                migrated.changes().forEach(c -> say("- " + c.sentence()));
                migrated.manual().forEach(m -> say("- by hand: " + m.instruction()));
            }
            case Migration.NothingToDo(String reason) -> say(reason);
            case Migration.Refused refused -> refused.manual().forEach(m -> say(m.reason() + " " + m.instruction()));
        }
        Project migrated =
                named(ProjectReader.read(new OverlayTree(project.tree(), texts), project.path(), project.repository()));
        Inspection after = Inspector.inspect(migrated, null);

        title("3. Registering the publishers, at the registries of the sandbox");
        int accepted = 0;
        int tried = 0;
        try (Sandbox sandbox = Sandbox.start(List.of());
                Http http = new Http(HttpSettings.standard().onlyLoopback())) {
            List<PublishJob> migratedJobs =
                    after.jobs().stream().map(Inspection.Examined::job).toList();
            for (ProposedPublisher proposed : ProposedPublisher.of(migrated, migratedJobs)) {
                register(sandbox, http, proposed);
            }
            title("4. Rehearsing the release");
            for (Inspection.Examined examined : after.jobs()) {
                for (String name : examined.job().packages()) {
                    if (!examined.presented().isEmpty()) {
                        tried++;
                        accepted += rehearse(sandbox, examined, name) ? 1 : 0;
                    }
                }
            }
        }
        say("");
        say("Demo: " + Words.count(jobs.size(), "upload") + " with a stored token before, "
                + Words.count(found.size(), "finding") + "; after the migration " + accepted + " of " + tried
                + " uploads were accepted by the sandbox without a stored token.");
        return tried > 0 && accepted == tried ? ExitStatus.FINE : ExitStatus.FINDINGS;
    }

    private static Project named(Project project) {
        return new Project("sample", project.tree(), project.repository(), project.packages(), project.problems());
    }

    private void register(Sandbox sandbox, Http http, ProposedPublisher proposed) {
        TrustedPublisher wanted = proposed.publisher();
        Registry registry = Registries.byId(proposed.job().registry()).orElseThrow();
        String name = String.valueOf(wanted.project());
        sandbox.create(registry.id(), name);
        Optional<PublisherApi> api =
                PublisherApis.of(registry.id(), http, sandbox.url(registry.id()).toString());
        if (api.isPresent()) {
            throughApi(sandbox, http, api.get(), wanted, name);
        } else {
            say("- " + name + " at " + registry.displayName() + ": this registry has a page only; its form takes");
            registry.form(wanted).forEach(f -> say("    " + f.label() + ": " + f.value()));
            sandbox.register(wanted);
        }
    }

    private void throughApi(Sandbox sandbox, Http http, PublisherApi api, TrustedPublisher wanted, String name) {
        Session session = new Session(
                sandboxCredential(sandbox, api.registry()),
                new SandboxPerson(http, sandbox.account().oneTimePassword()));
        say("- " + name + " at " + api.registry().displayName() + ":");
        api.addition(wanted, session).shown().lines().forEach(line -> say("    " + line));
        switch (new PublisherRegistration(api).register(wanted, session)) {
            case Outcome.Done<PublisherRegistration.Registered> _ -> say("    registered");
            case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure failure) ->
                say("    not registered: " + failure.sentence() + " " + failure.nextStep());
        }
    }

    private static Secret sandboxCredential(Sandbox sandbox, Registry registry) {
        return Secret.of(sandbox.account().credential(registry.id()));
    }

    private boolean rehearse(Sandbox sandbox, Inspection.Examined examined, String name) {
        List<String> told = new ArrayList<>();
        Rehearsed rehearsed = Rehearsal.of(
                        examined.job(), examined.presented().getFirst().prediction(), name)
                .play(sandbox, step -> told.add(mark(step) + step.sentence()));
        say(examined.job().job() + " on "
                + examined.presented().getFirst().prediction().trigger() + ":");
        told.forEach(line -> say("  " + line));
        rehearsed.stopped().ifPresent(stopped -> say("  next: " + stopped.next()));
        return rehearsed.accepted();
    }

    private static String mark(RehearsalStep step) {
        return step.passed() ? "ok  " : "--  ";
    }

    private void title(String text) {
        terminal.out().println();
        terminal.out().println(terminal.style().bold(text));
        terminal.out().println();
    }

    private void say(String line) {
        terminal.out().println(Escaping.terminal(line));
    }
}
