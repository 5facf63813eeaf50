package dev.tokenless.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.check.Fix;
import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Evidence;
import dev.tokenless.diagnose.NotKnown;
import dev.tokenless.diagnose.Remedy;
import dev.tokenless.registry.Registry;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;

/** {@code diagnose}, for a person and for a program. */
public final class DiagnosisReport {
    private DiagnosisReport() {}

    /** The stable contract: {@code "schema": 1}, the most likely cause first. */
    public static String json(Diagnosis diagnosis) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        RegistryId registry = diagnosis.registry();
        root.put("registry", registry == null ? null : registry.id());
        ArrayNode causes = root.putArray("causes");
        for (Cause cause : diagnosis.causes()) {
            ObjectNode node = causes.addObject();
            node.put("id", cause.id());
            node.put("certainty", cause.certainty().id());
            node.put("message", cause.message());
            node.put("needed", cause.choice().id());
            ArrayNode evidence = node.putArray("evidence");
            for (Evidence one : cause.evidence()) {
                switch (one) {
                    case Evidence.Comparison compared ->
                        evidence.addObject()
                                .put("claim", compared.claim())
                                .put("presented", compared.presented())
                                .put("expected", compared.expected());
                    case Evidence.Line line ->
                        evidence.addObject()
                                .put("path", line.path())
                                .put("line", line.line())
                                .put("text", line.text());
                }
            }
            ArrayNode fixes = node.putArray("fixes");
            for (Remedy remedy : cause.fixes()) {
                remedy(fixes.addObject(), remedy);
            }
        }
        diagnosis.checked().forEach(root.putArray("checked")::add);
        ArrayNode open = root.putArray("notKnown");
        for (NotKnown question : diagnosis.notKnown()) {
            open.addObject()
                    .put("what", question.what())
                    .put("reason", question.reason())
                    .put("next", question.next());
        }
        diagnosis.notes().forEach(root.putArray("notes")::add);
        diagnosis.unread().paths().forEach(root.putArray("unread")::add);
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void remedy(ObjectNode node, Remedy remedy) {
        node.put("side", remedy.side().id());
        node.put("title", remedy.title());
        Fix fix = remedy.fix();
        if (fix != null) {
            node.put("diff", Patch.of(fix.files()));
            node.put("safe", fix.safe());
        }
        if (remedy.link() != null) {
            node.put("link", remedy.link());
        }
        if (!remedy.fields().isEmpty()) {
            ArrayNode fields = node.putArray("fields");
            for (Registry.FormField field : remedy.fields()) {
                fields.addObject()
                        .put("label", field.label())
                        .put("name", field.name())
                        .put("value", field.value());
            }
        }
    }

    /** For a terminal: the cause, the values that differ, the fixes on either side, and what was checked. */
    public static String text(Diagnosis diagnosis, Style style) {
        StringBuilder text = new StringBuilder();
        long certain = diagnosis.causes().stream()
                .filter(c -> c.certainty() == Certainty.CERTAIN)
                .count();
        if (certain > 1) {
            text.append(certain + " causes are certain. Each has to be fixed; one change may fix more than one.\n\n");
        }
        for (Cause cause : diagnosis.causes()) {
            text.append(style.bold(cause.certainty().id() + ": " + Escaping.terminal(cause.message())))
                    .append("  ")
                    .append(style.dim("[" + cause.id() + "]"))
                    .append('\n');
            for (Evidence one : cause.evidence()) {
                switch (one) {
                    case Evidence.Comparison compared ->
                        text.append("  ")
                                .append(Escaping.terminal(compared.claim()))
                                .append(": the job presents ")
                                .append(value(compared.presented()))
                                // Without it nobody said what the registry wants; that is not the same as nothing.
                                .append(compared.expected() == null ? "" : ", expected " + value(compared.expected()))
                                .append('\n');
                    case Evidence.Line line ->
                        text.append("  ")
                                .append(Escaping.terminal(line.path()))
                                .append(':')
                                .append(line.line())
                                .append("  ")
                                .append(Escaping.terminal(line.text().strip()))
                                .append('\n');
                }
            }
            text.append(
                    switch (cause.choice()) {
                        case ONLY -> "";
                        case EITHER_SIDE -> "  One of these is enough:\n";
                        case ALL -> "  All of these are needed:\n";
                        case EITHER_SIDE_WHOLLY -> "  One side is enough, with everything listed for it:\n";
                    });
            for (Remedy remedy : cause.fixes()) {
                text.append("  fix ")
                        .append(
                                switch (remedy.side()) {
                                    case WORKFLOW -> "in the repository";
                                    case REGISTRY -> "at the registry";
                                    case GITHUB -> "at GitHub";
                                })
                        .append(": ")
                        .append(Escaping.terminal(remedy.title()))
                        .append('\n');
                if (remedy.link() != null) {
                    text.append("    ").append(Escaping.terminal(remedy.link())).append('\n');
                }
                remedy.fields()
                        .forEach(field -> text.append("    ")
                                .append(Escaping.terminal(field.label()))
                                .append(": ")
                                .append(field.value().isEmpty() ? "(leave empty)" : Escaping.terminal(field.value()))
                                .append('\n'));
                Fix fix = remedy.fix();
                if (fix != null) {
                    Patch.of(fix.files())
                            .lines()
                            .forEach(line -> text.append("    ")
                                    .append(Escaping.terminal(line))
                                    .append('\n'));
                }
            }
            text.append('\n');
        }
        if (diagnosis.causes().isEmpty()) {
            text.append(
                    !diagnosis.unread().isEmpty()
                            ? "Nothing that could be read says why a release would fail.\n"
                            : diagnosis.lookedAtSomething()
                                    ? "Nothing here says why a release would fail.\n"
                                    : "There is nothing here to diagnose.\n");
        }
        diagnosis
                .notes()
                .forEach(note ->
                        text.append("note: ").append(Escaping.terminal(note)).append('\n'));
        if (!diagnosis.checked().isEmpty()) {
            text.append("Checked and found in order:\n");
            diagnosis
                    .checked()
                    .forEach(line ->
                            text.append("  ").append(Escaping.terminal(line)).append('\n'));
        }
        if (!diagnosis.notKnown().isEmpty()) {
            text.append("Not known:\n");
            for (NotKnown question : diagnosis.notKnown()) {
                text.append("  ")
                        .append(Escaping.terminal(question.what()))
                        .append("\n    ")
                        .append(Escaping.terminal((question.reason() + " " + question.next()).strip()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String value(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "none" : Escaping.terminal(value);
    }
}
