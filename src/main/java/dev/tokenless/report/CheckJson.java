package dev.tokenless.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.migration.Lookout;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.Caller;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code check --format json}: a stable contract, {@code "schema": 1}; fields may be added, never changed. */
public final class CheckJson implements CheckReport {
    private final JsonGenerator json;

    /** Begins the document on the stream, which stays open at the end. */
    public CheckJson(OutputStream out) throws IOException {
        json = new JsonFactory(new ObjectMapper())
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeNumberField("schema", 1);
        json.writeArrayFieldStart("projects");
    }

    @Override
    public void project(Checked checked) throws IOException {
        Inspection inspection = checked.inspection();
        json.writeStartObject();
        json.writeStringField("path", inspection.project().path());
        repository(inspection.project().repository());
        json.writeArrayFieldStart("packages");
        for (DeclaredPackage declared : inspection.project().packages()) {
            json.writeStartObject();
            json.writeStringField("registry", declared.registry().id());
            json.writeStringField("name", declared.name());
            json.writeStringField("manifest", declared.manifest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("publishJobs");
        for (Inspection.Examined examined : inspection.jobs()) {
            job(examined);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (Finding finding : checked.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (Problem problem : inspection.problems()) {
            json.writeStartObject();
            json.writeStringField("path", problem.place().path());
            json.writeNumberField("line", problem.place().line());
            json.writeNumberField("column", problem.place().column());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        // Where there is one, an empty list of jobs or findings says nothing.
        strings("unread", inspection.unread().paths());
        if (!checked.unseen().isEmpty()) {
            json.writeArrayFieldStart("unseen");
            for (Lookout.Unseen unseen : checked.unseen()) {
                json.writeStartObject();
                json.writeStringField("what", unseen.what());
                json.writeStringField("reason", unseen.sentence());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.flush();
    }

    private void repository(@Nullable RepositoryId repository) throws IOException {
        if (repository == null) {
            json.writeNullField("repository");
            return;
        }
        json.writeObjectFieldStart("repository");
        json.writeStringField("provider", repository.provider().id());
        json.writeStringField("host", repository.host());
        json.writeStringField("owner", repository.owner());
        json.writeStringField("name", repository.name());
        json.writeEndObject();
    }

    private void job(Inspection.Examined examined) throws IOException {
        PublishJob job = examined.job();
        json.writeStartObject();
        json.writeStringField("path", job.path());
        json.writeStringField("job", job.job());
        if (job.step() == null) {
            json.writeNullField("step");
        } else {
            json.writeNumberField("step", job.step());
        }
        json.writeNumberField("line", job.place().line());
        json.writeStringField("registry", job.registry().id());
        json.writeStringField("tool", job.tool());
        strings("packages", job.packages());
        json.writeStringField("auth", job.authentication().id());
        strings("secrets", job.secrets());
        json.writeStringField("idToken", job.idToken().id());
        environment(job.environment());
        strings("triggers", job.triggers());
        json.writeArrayFieldStart("called");
        for (Caller caller : job.called()) {
            json.writeStartObject();
            json.writeStringField("path", caller.workflow().path());
            json.writeStringField("job", caller.job().id());
            json.writeStringField("idToken", caller.idToken().id());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("calls", job.calls());
        json.writeArrayFieldStart("claims");
        for (Inspection.Presented presented : examined.presented()) {
            claims(presented.prediction());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("verdicts");
        for (Inspection.Presented presented : examined.presented()) {
            for (Inspection.PackageVerdict verdict : presented.verdicts()) {
                verdict(presented.prediction().trigger(), verdict);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void environment(EnvironmentRef environment) throws IOException {
        json.writeObjectFieldStart("environment");
        switch (environment) {
            case EnvironmentRef.None _ -> {
                json.writeStringField("kind", "none");
                json.writeNullField("value");
            }
            case EnvironmentRef.Named named -> {
                json.writeStringField("kind", "named");
                json.writeStringField("value", named.name());
            }
            case EnvironmentRef.Computed computed -> {
                json.writeStringField("kind", "computed");
                json.writeStringField("value", computed.expression());
            }
        }
        json.writeEndObject();
    }

    private void claims(Prediction prediction) throws IOException {
        json.writeStartObject();
        json.writeStringField("trigger", prediction.trigger());
        json.writeStringField("event", prediction.event());
        strings("path", prediction.path());
        json.writeObjectFieldStart("values");
        for (Map.Entry<String, ClaimValue> claim : prediction.claims().values().entrySet()) {
            switch (claim.getValue()) {
                case ClaimValue.Text text -> json.writeStringField(claim.getKey(), text.value());
                case ClaimValue.Json value -> json.writeObjectField(claim.getKey(), value.value());
                case ClaimValue.Absent _ -> {}
                case ClaimValue.Unknown _ -> {}
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("unknown");
        for (Map.Entry<String, ClaimValue> claim : prediction.claims().values().entrySet()) {
            if (claim.getValue() instanceof ClaimValue.Unknown unknown) {
                json.writeStringField(claim.getKey(), unknown.reason());
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("candidates");
        for (Map.Entry<String, ClaimValue> claim : prediction.claims().values().entrySet()) {
            if (claim.getValue() instanceof ClaimValue.Unknown unknown
                    && !unknown.candidates().isEmpty()) {
                strings(claim.getKey(), unknown.candidates());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void verdict(String trigger, Inspection.PackageVerdict packageVerdict) throws IOException {
        Verdict verdict = packageVerdict.verdict();
        json.writeStartObject();
        json.writeStringField("trigger", trigger);
        json.writeStringField("package", packageVerdict.packageName());
        json.writeStringField("outcome", word(verdict.outcome()));
        if (verdict.publisher() < 0) {
            json.writeNullField("publisher");
        } else {
            json.writeNumberField("publisher", verdict.publisher());
        }
        json.writeArrayFieldStart("checks");
        for (Verdict.ClaimCheck check : verdict.checks()) {
            json.writeStartObject();
            json.writeStringField("claim", check.claim());
            json.writeStringField("presented", presented(check.presented()));
            json.writeStringField("expected", check.expected());
            json.writeStringField("outcome", word(check.outcome()));
            if (!check.note().isEmpty()) {
                json.writeStringField("note", check.note());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        Verdict.Refusal refusal = verdict.refusal();
        if (refusal != null) {
            json.writeObjectFieldStart("refusal");
            json.writeNumberField("status", refusal.status());
            json.writeStringField("code", refusal.code());
            json.writeStringField("message", refusal.message());
            json.writeStringField("reason", refusal.reason());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The claim as JSON shows it: null where it is absent or cannot be told. */
    static @Nullable String presented(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text text -> text.value();
            case ClaimValue.Json other -> other.value().toString();
            case ClaimValue.Absent _ -> null;
            case ClaimValue.Unknown _ -> null;
        };
    }

    /** The contract's word for a value: lower case, with a hyphen. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", finding.severity().id());
        json.writeStringField("message", finding.message());
        Place place = finding.place();
        json.writeStringField("path", place.path());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeNumberField("endLine", place.endLine());
        json.writeNumberField("endColumn", place.endColumn());
        PublishJob job = finding.job();
        json.writeStringField("job", job == null ? null : job.job());
        Fix fix = finding.fix();
        if (fix == null) {
            json.writeNullField("fix");
        } else {
            json.writeObjectFieldStart("fix");
            json.writeStringField("title", fix.title());
            json.writeBooleanField("safe", fix.safe());
            json.writeStringField("diff", Patch.of(fix.files()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void strings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
