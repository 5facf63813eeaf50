package dev.tokenless.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.check.Unread;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Remembered;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the migration of one repository has come, to be kept or shown to others.
 *
 * @param written what was written into the repository
 * @param unnamed the jobs that publish a package whose name is not known, in words
 * @param unread the CI files of which nothing is known
 * @param at when it was looked at
 */
public record MigrationReport(
        @Nullable RepositoryId repository,
        String path,
        List<Entry> entries,
        List<Remembered.Written> written,
        List<String> unnamed,
        Unread unread,
        Instant at) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    public MigrationReport {
        entries = List.copyOf(entries);
        written = List.copyOf(written);
        unnamed = List.copyOf(unnamed);
    }

    /** One package with what was observed of it. */
    public record Entry(MigrationPlan plan, Observed observed) {}

    private String name() {
        return repository == null ? path : repository.slug();
    }

    /** Why there is no package here, or that there may be more; empty where all of them are told. */
    private String nothing() {
        List<String> why = new ArrayList<>();
        if (!unread.isEmpty()) {
            why.add(unread.sentence(!entries.isEmpty() || !unnamed.isEmpty()));
        }
        if (!unnamed.isEmpty()) {
            why.add("Which package is published is not known of " + String.join(", ", unnamed)
                    + ": give its manifest a name that the registry accepts to have its migration planned.");
        }
        return why.isEmpty() && entries.isEmpty()
                ? "No job in this repository publishes a package, so there is nothing to migrate."
                : String.join(" ", why);
    }

    /** For a terminal. */
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        if (!nothing().isEmpty()) {
            text.append(Escaping.terminal(nothing())).append("\n");
        }
        for (Entry entry : entries) {
            MigrationPlan plan = entry.plan();
            text.append(style.bold(Escaping.terminal(plan.packageName())))
                    .append(" at ")
                    .append(Words.registry(plan.registry()))
                    .append('\n');
            plan.stages()
                    .forEach((stage, state) -> text.append("  ")
                            .append(mark(state))
                            .append(' ')
                            .append(stage.title())
                            .append(": ")
                            .append(Escaping.terminal(state.sentence()))
                            .append(when(state))
                            .append('\n'));
            proof(entry.observed())
                    .forEach(e -> text.append("      ")
                            .append(Escaping.terminal(e.label()))
                            .append(": ")
                            .append(Escaping.terminal(e.value()))
                            .append('\n'));
            for (String said : Arrays.asList(plan.pullRequestHeldBack(), plan.nothingToMerge())) {
                text.append(said == null ? "" : "  " + Escaping.terminal(said) + "\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String mark(StageState state) {
        return switch (state) {
            case StageState.Done _ -> "[x]";
            case StageState.Skipped _, StageState.NotOffered _, StageState.NotNeeded _ -> "[-]";
            case StageState.Open _ -> "[>]";
            case StageState.Waiting _ -> "[ ]";
        };
    }

    private static String when(StageState state) {
        Instant at = switch (state) {
            case StageState.Done done -> done.at();
            case StageState.Skipped skipped -> skipped.at();
            case StageState.NotOffered _, StageState.NotNeeded _, StageState.Open _, StageState.Waiting _ -> null;
        };
        String how = state instanceof StageState.Done done && done.said() ? "said " : "seen ";
        String since = state instanceof StageState.Done done && !done.said() ? ", not looked at since" : "";
        return at == null ? "" : " (" + (state instanceof StageState.Done ? how : "") + TIME.format(at) + since + ")";
    }

    /** Only what was done can be taken back. */
    private static String wayBack(MigrationPlan plan, Stage stage, StageState state) {
        return state instanceof StageState.Done ? stage.wayBack(plan.host()) : "";
    }

    private static List<ReleaseProof.Evidence> proof(Observed observed) {
        ReleaseProof release = observed.release();
        return release == null ? List.of() : release.evidence();
    }

    /** The stable contract: {@code "schema": 1}. */
    public String json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        root.put("repository", repository == null ? null : repository.slug());
        ArrayNode packages = root.putArray("packages");
        for (Entry entry : entries) {
            MigrationPlan plan = entry.plan();
            ObjectNode one = packages.addObject();
            one.put("registry", plan.registry().id());
            one.put("package", plan.packageName());
            one.put("current", plan.current().id());
            one.put("finished", plan.finished());
            one.put("pullRequestHeldBack", plan.pullRequestHeldBack());
            ArrayNode stages = one.putArray("stages");
            plan.stages()
                    .forEach((stage, state) -> stages.addObject()
                            .put("stage", stage.id())
                            .put("state", state.id())
                            .put("text", state.sentence())
                            .put("undoable", stage.undoable())
                            .put("wayBack", stage.wayBack(plan.host())));
            ReleaseProof release = entry.observed().release();
            if (release == null) {
                one.putNull("release");
            } else {
                ObjectNode proof = one.putObject("release");
                proof.put("version", release.version());
                proof.put("login", login(release.state()));
                proof.put("text", release.sentence());
                ArrayNode evidence = proof.putArray("evidence");
                release.evidence()
                        .forEach(e ->
                                evidence.addObject().put("label", e.label()).put("value", e.value()));
            }
        }
        unnamed.forEach(root.putArray("unnamed")::add);
        unread.paths().forEach(root.putArray("unread")::add);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static String login(ReleaseProof.State state) {
        return switch (state) {
            case TRUSTED -> "trusted";
            case TOKEN -> "token";
            case UNKNOWN -> "unknown";
            case NO_RELEASE -> "no-release";
        };
    }

    /** Markdown, for an issue or a wiki. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# From tokens to trusted publishing: " + Escaping.markdown(name())
                + "\n\nAs of " + TIME.format(at) + ".\n\n");
        if (!nothing().isEmpty()) {
            text.append(Escaping.markdown(nothing())).append("\n\n");
        }
        for (Entry entry : entries) {
            MigrationPlan plan = entry.plan();
            text.append("## ")
                    .append(Escaping.markdown(plan.packageName()))
                    .append(" at ")
                    .append(Escaping.markdown(Words.registry(plan.registry())))
                    .append("\n\n")
                    .append(Escaping.markdown(summary(plan)))
                    .append("\n\n| stage | state | what shows it | way back |\n| --- | --- | --- | --- |\n");
            plan.stages()
                    .forEach((stage, state) -> text.append("| ")
                            .append(stage.title())
                            .append(" | ")
                            .append(state.id())
                            .append(" | ")
                            .append(Escaping.markdown(state.sentence() + when(state)))
                            .append(" | ")
                            .append(Escaping.markdown(wayBack(plan, stage, state)))
                            .append(" |\n"));
            text.append('\n');
            for (ReleaseProof.Evidence evidence : proof(entry.observed())) {
                text.append("- ")
                        .append(Escaping.markdown(evidence.label()))
                        .append(": ")
                        .append(Escaping.markdownCode(evidence.value()))
                        .append('\n');
            }
            text.append(proof(entry.observed()).isEmpty() ? "" : "\n");
        }
        if (!written.isEmpty()) {
            text.append("## What was written\n\n");
            written.forEach(w -> text.append("- ")
                    .append(TIME.format(w.at()))
                    .append(", ")
                    .append(Escaping.markdown(w.what()))
                    .append(": ")
                    .append(w.log().entries().stream()
                            .map(e -> Escaping.markdownCode(e.path()))
                            .collect(Collectors.joining(", ")))
                    .append('\n'));
        }
        return text.toString();
    }

    private static String summary(MigrationPlan plan) {
        long passed = plan.stages().values().stream().filter(StageState::passed).count();
        return plan.finished()
                ? plan.stages().values().stream()
                                .anyMatch(state -> state instanceof StageState.Done done && done.said())
                        ? "Done, by what was seen and said: no stored token publishes this package any more."
                        : "Done: no stored token publishes this package any more."
                : passed + " of " + Stage.values().length + (passed == 1 ? " stages is passed." : " stages are passed.")
                        + " Next: "
                        + plan.state(plan.current()).sentence();
    }

    /** One HTML page that needs nothing else and runs nothing. */
    public String html() {
        StringBuilder text = new StringBuilder("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid; padding: .4rem .6rem; text-align: left; vertical-align: top; }
            td { overflow-wrap: anywhere; }
            </style>
            """);
        text.append("<title>From tokens to trusted publishing: ")
                .append(Escaping.html(name()))
                .append("</title>\n</head>\n<body>\n");
        text.append("<h1>From tokens to trusted publishing: ")
                .append(Escaping.html(name()))
                .append("</h1>\n<p>As of ")
                .append(TIME.format(at))
                .append(".</p>\n");
        if (!nothing().isEmpty()) {
            text.append("<p>").append(Escaping.html(nothing())).append("</p>\n");
        }
        for (Entry entry : entries) {
            MigrationPlan plan = entry.plan();
            text.append("<h2>")
                    .append(Escaping.html(plan.packageName()))
                    .append(" at ")
                    .append(Escaping.html(Words.registry(plan.registry())))
                    .append("</h2>\n<p>")
                    .append(Escaping.html(summary(plan)))
                    .append("</p>\n<table>\n<tr><th scope=\"col\">Stage</th><th scope=\"col\">State</th>"
                            + "<th scope=\"col\">What shows it</th><th scope=\"col\">Way back</th></tr>\n");
            plan.stages()
                    .forEach((stage, state) -> text.append("<tr><th scope=\"row\">")
                            .append(Escaping.html(stage.title()))
                            .append("</th><td>")
                            .append(state.id())
                            .append("</td><td>")
                            .append(Escaping.html(state.sentence() + when(state)))
                            .append("</td><td>")
                            .append(Escaping.html(wayBack(plan, stage, state)))
                            .append("</td></tr>\n"));
            text.append("</table>\n");
            List<ReleaseProof.Evidence> proof = proof(entry.observed());
            if (!proof.isEmpty()) {
                text.append("<dl>\n");
                proof.forEach(e -> text.append("<dt>")
                        .append(Escaping.html(e.label()))
                        .append("</dt><dd><code>")
                        .append(Escaping.html(e.value()))
                        .append("</code></dd>\n"));
                text.append("</dl>\n");
            }
        }
        if (!written.isEmpty()) {
            text.append("<h2>What was written</h2>\n<ul>\n");
            written.forEach(w -> text.append("<li>")
                    .append(TIME.format(w.at()))
                    .append(", ")
                    .append(Escaping.html(w.what()))
                    .append(": ")
                    .append(w.log().entries().stream()
                            .map(UndoLog.Entry::path)
                            .map(p -> "<code>" + Escaping.html(p) + "</code>")
                            .collect(Collectors.joining(", ")))
                    .append("</li>\n"));
            text.append("</ul>\n");
        }
        return text.append("</body>\n</html>\n").toString();
    }
}
