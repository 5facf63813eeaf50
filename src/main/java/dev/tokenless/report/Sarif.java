package dev.tokenless.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.tokenless.check.Finding;
import dev.tokenless.check.HelpPages;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Rule;
import dev.tokenless.check.RuleInfo;
import dev.tokenless.check.Severity;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * {@code check --format sarif}: SARIF 2.1.0 as GitHub's code scanning takes it (OASIS sarif-v2.1.0; GitHub documentation,
 * "SARIF support for code scanning"): one run, every rule described, places relative to the repository's root.
 */
public final class Sarif implements CheckReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonGenerator json;
    private final boolean several;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();

    /**
     * Begins the document on the stream, which stays open at the end.
     *
     * @param several whether more than one project follows; their places then begin with the project's path
     */
    public Sarif(OutputStream out, boolean several) throws IOException {
        this.several = several;
        json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Tokenless");
        json.writeArrayFieldStart("rules");
        for (Rule rule : Rules.all()) {
            indexes.put(rule.info().id(), indexes.size());
            rule(rule.info());
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeArrayFieldStart("results");
    }

    private void rule(RuleInfo info) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", info.id());
        message("shortDescription", info.title());
        message("fullDescription", info.title());
        String page = HelpPages.find(info.id()).orElse(info.title());
        json.writeObjectFieldStart("help");
        json.writeStringField("text", page);
        json.writeStringField("markdown", page);
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", info.severity().id());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeString("trusted-publishing");
        json.writeEndArray();
        json.writeStringField("precision", "high");
        json.writeStringField("problem.severity", problemSeverity(info.severity()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String problemSeverity(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "recommendation";
        };
    }

    @Override
    public void project(Checked checked) throws IOException {
        String root = several ? checked.inspection().project().path().replace('\\', '/') + "/" : "";
        for (Finding finding : checked.findings()) {
            result(finding, root);
        }
        Inspection inspection = checked.inspection();
        for (Problem problem : inspection.problems()) {
            notes.add(new Note(
                    uri(root + problem.place().path()),
                    problem.place(),
                    problem.message(),
                    inspection.unread().problems().contains(problem)));
        }
        json.flush();
    }

    /** What could not be read; where a whole CI file is meant, the absence of results says nothing of it. */
    private record Note(String uri, Place place, String message, boolean wholeFile) {}

    private void invocation() throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", notes.stream().noneMatch(Note::wholeFile));
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Note note : notes) {
            json.writeStartObject();
            json.writeStringField("level", note.wholeFile() ? "error" : "warning");
            message("message", Escaping.visible("Not read: " + note.message()));
            locations(note.uri(), note.place());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void result(Finding finding, String root) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        Integer index = indexes.get(finding.rule());
        if (index != null) {
            json.writeNumberField("ruleIndex", index);
        }
        json.writeStringField("level", finding.severity().id());
        message("message", Escaping.visible(finding.message()));
        String uri = uri(root + finding.place().path());
        locations(uri, finding.place());
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(
                "primaryLocationLineHash", fingerprint(finding.rule() + "\n" + uri + "\n" + finding.message()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void locations(String uri, Place place) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri);
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", place.line());
        json.writeNumberField("startColumn", place.column());
        json.writeNumberField("endLine", place.endLine());
        json.writeNumberField("endColumn", place.endColumn());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** The same finding keeps its fingerprint when lines move; equal findings of a file are told apart by number. */
    private String fingerprint(String text) {
        int number = seen.merge(text, 1, Integer::sum);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8) + ":" + number;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private void message(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** A relative reference as RFC 3986 writes it: everything but letters, digits and {@code -._~/} is escaped. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append('%').append(String.format("%02X", b & 0xFF));
            }
        }
        return uri.toString();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        invocation();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
