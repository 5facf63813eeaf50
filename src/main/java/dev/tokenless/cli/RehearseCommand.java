package dev.tokenless.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.net.Http;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.Escaping;
import dev.tokenless.report.Style;
import dev.tokenless.report.Words;
import dev.tokenless.sandbox.Assumption;
import dev.tokenless.sandbox.Rehearsal;
import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.sandbox.Rehearsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless rehearse}. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description =
                "Plays the exchange of the publish jobs against the sandbox on this machine, and says how far it got.")
final class RehearseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository; default: the current one.")
    private String path = ".";

    @Option(names = "--job", paramLabel = "ID", description = "Only this job.")
    private @Nullable String job;

    @Option(names = "--trigger", paramLabel = "EVENT", description = "Only this trigger, for example release or push.")
    private @Nullable String trigger;

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries hold, as JSON.")
    private @Nullable String publishers;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Mixin
    private Network network = new Network();

    RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Format {
        text,
        json
    }

    /** One rehearsal of one job, package and trigger. */
    private record Played(PublishJob job, String trigger, Rehearsed rehearsed) {}

    @Override
    public Integer call() throws IOException {
        Path folder = Repositories.folder(terminal, path);
        List<TrustedPublisher> given = publishers == null ? null : Publishers.read(terminal, publishers);
        Inspection inspection = looked(Inspector.inspect(ProjectReader.read(folder), given));
        List<TrustedPublisher> known = inspection.publishers();
        if (known == null) {
            terminal.err()
                    .println("Nobody said what the registries hold, so the sandbox knows no publisher. Name them with"
                            + " --publishers FILE, or keep them in .github/trusted-publishers.json.");
        }
        List<Played> played = new ArrayList<>();
        for (Inspection.Examined examined : inspection.jobs()) {
            if (Rehearsal.possible(examined.job())
                    && (job == null || job.equals(examined.job().job()))) {
                play(examined, known == null ? List.of() : known, played);
            }
        }
        if (played.isEmpty()) {
            throw UnreadFiles.refusal(
                    terminal,
                    inspection,
                    "there is no job to rehearse" + (job == null ? "" : " with the id " + job)
                            + (trigger == null ? "" : " on " + trigger)
                            + ". tokenless check lists the publish jobs and their triggers.");
        }
        UnreadFiles.told(terminal, inspection);
        if (format == Format.json) {
            json(played);
        }
        return played.stream().allMatch(p -> p.rehearsed().accepted()) ? ExitStatus.FINE : ExitStatus.FINDINGS;
    }

    /** With what GitHub tells of the repository's name and ids, where it may be asked. */
    private Inspection looked(Inspection offline) {
        if (!network.allowed()) {
            return offline;
        }
        try (Http http = Http.standard()) {
            return Online.inspect(terminal, http, offline).inspection();
        }
    }

    private void play(Inspection.Examined examined, List<TrustedPublisher> known, List<Played> played)
            throws IOException {
        PublishJob publishJob = examined.job();
        List<@Nullable String> packages = new ArrayList<>(publishJob.packages());
        if (packages.isEmpty()) {
            packages.add(null);
        }
        for (Inspection.Presented presented : examined.presented()) {
            Prediction prediction = presented.prediction();
            if (trigger != null && !trigger.equals(prediction.event()) && !trigger.equals(prediction.trigger())) {
                continue;
            }
            for (String name : packages) {
                if (format == Format.text) {
                    heading(publishJob, prediction, name);
                }
                Rehearsed rehearsed = Rehearsal.of(publishJob, prediction, name).play(known, this::step);
                if (format == Format.text) {
                    ending(rehearsed);
                }
                played.add(new Played(publishJob, prediction.trigger(), rehearsed));
            }
        }
    }

    private void heading(PublishJob publishJob, Prediction prediction, @Nullable String name) {
        terminal.out()
                .println(terminal.style().bold(Escaping.terminal(publishJob.job())) + " in "
                        + Escaping.terminal(publishJob.path()) + " on " + Escaping.terminal(prediction.trigger()) + ", "
                        + (name == null ? "" : Escaping.terminal(name) + " ") + "to "
                        + Words.registry(publishJob.registry()));
    }

    private void step(RehearsalStep step) {
        if (format != Format.text) {
            return;
        }
        Style style = terminal.style();
        String mark = step.passed() ? style.green("ok") : style.red("--");
        if (step instanceof RehearsalStep.Stopped stopped) {
            terminal.out().println("  " + style.red("stopped") + "  " + Escaping.terminal(stopped.why()));
            if (!stopped.answer().isEmpty()) {
                terminal.out()
                        .println("  the registry's answer: " + stopped.status() + " "
                                + Escaping.terminal(stopped.answer()));
            }
            terminal.out().println("  next: " + Escaping.terminal(stopped.next()));
        } else {
            terminal.out().println("  " + mark + "  " + Escaping.terminal(step.sentence()));
        }
    }

    private void ending(Rehearsed rehearsed) {
        for (Assumption assumption : rehearsed.assumptions()) {
            terminal.out().println("  " + terminal.style().dim(Escaping.terminal(assumption.sentence())));
        }
        terminal.out().println();
        terminal.out().flush();
    }

    private void json(List<Played> played) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        ArrayNode rehearsals = root.putArray("rehearsals");
        for (Played one : played) {
            ObjectNode node = rehearsals.addObject();
            node.put("path", one.job().path());
            node.put("job", one.job().job());
            node.put("registry", one.job().registry().id());
            node.put("package", one.rehearsed().packageName());
            node.put("trigger", one.trigger());
            node.put("accepted", one.rehearsed().accepted());
            ArrayNode steps = node.putArray("steps");
            for (RehearsalStep step : one.rehearsed().steps()) {
                ObjectNode told = steps.addObject();
                told.put("step", step.getClass().getSimpleName());
                told.put("passed", step.passed());
                told.put("text", step.sentence());
                if (step instanceof RehearsalStep.Stopped stopped) {
                    told.put("stage", stopped.stage().name().toLowerCase(java.util.Locale.ROOT));
                    told.put("status", stopped.status());
                    told.put("answer", stopped.answer());
                    told.put("next", stopped.next());
                }
            }
            ArrayNode assumptions = node.putArray("assumptions");
            one.rehearsed().assumptions().forEach(a -> assumptions.add(a.sentence()));
        }
        terminal.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
