package dev.tokenless.ui.check;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Upload;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the verdicts of an upload as rows. */
final class Verdicts {
    /** The claims that a person looks for when nothing is known of the registry's side. */
    private static final List<String> SHOWN = List.of(
            "repository",
            "repository_owner_id",
            "job_workflow_ref",
            "workflow_ref",
            "environment",
            "ref",
            "event_name",
            "namespace_path",
            "project_path",
            "ci_config_ref_uri",
            "runner_environment");

    private final Texts texts;

    Verdicts(Texts texts) {
        this.texts = texts;
    }

    /** The ways in which the upload's job is reached. */
    static List<Presented> presented(Upload upload) {
        Examined examined = upload.examined();
        return examined == null ? List.of() : examined.presented();
    }

    /** The verdict for the upload's package; empty where nothing is known of publishers. */
    static Optional<Verdict> verdict(Presented presented, Upload upload) {
        return presented.verdicts().stream()
                .filter(v -> Objects.equals(v.packageName(), upload.packageName()))
                .findFirst()
                .map(PackageVerdict::verdict);
    }

    /** The icon of an outcome. */
    static Sign sign(Verdict.Outcome outcome) {
        return switch (outcome) {
            case MATCH -> Sign.MATCH;
            case MISMATCH -> Sign.DIFFERS;
            case UNDETERMINED -> Sign.UNKNOWN;
        };
    }

    /** The rows of one trigger: the registry's checks, or what is presented where no publisher is known. */
    List<CheckView.ClaimRow> rows(Presented presented, Optional<Verdict> verdict) {
        if (verdict.isPresent() && !verdict.get().checks().isEmpty()) {
            return verdict.get().checks().stream().map(this::row).toList();
        }
        String none = texts.text(verdict.isPresent() ? "check.no-publisher" : "check.not-known.expected");
        return SHOWN.stream()
                .filter(claim -> presented.prediction().claims().values().containsKey(claim))
                .map(claim -> new CheckView.ClaimRow(
                        claim,
                        value(presented.prediction().claims().get(claim)),
                        new CheckView.Value(none, false),
                        verdict.isPresent() ? Sign.NONE : Sign.UNKNOWN,
                        texts.text(verdict.isPresent() ? "check.result.none" : "check.result.unknown"),
                        ""))
                .toList();
    }

    private CheckView.ClaimRow row(ClaimCheck check) {
        Sign sign = switch (check.outcome()) {
            case MATCH -> Sign.MATCH;
            case MISMATCH -> Sign.DIFFERS;
            case UNDETERMINED -> Sign.UNKNOWN;
            case NOT_CHECKED -> Sign.NONE;
        };
        String result = switch (check.outcome()) {
            case MATCH -> texts.text("check.result.match");
            case MISMATCH -> texts.text("check.result.differs");
            case UNDETERMINED -> texts.text("check.result.unknown");
            case NOT_CHECKED -> texts.text("check.result.not-checked");
        };
        String expected = check.expected();
        return new CheckView.ClaimRow(
                check.claim(),
                value(check.presented()),
                expected == null
                        ? new CheckView.Value(texts.text("check.expects-nothing"), false)
                        : new CheckView.Value(expected, true),
                sign,
                result,
                check.note());
    }

    /** What is presented, in words where it is not a value. */
    CheckView.Value value(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text(String text) -> new CheckView.Value(text, true);
            case ClaimValue.Json json -> new CheckView.Value(json.value().toString(), true);
            case ClaimValue.Absent _ -> new CheckView.Value(texts.text("none"), false);
            case ClaimValue.Unknown unknown ->
                new CheckView.Value(
                        unknown.candidates().isEmpty()
                                ? unknown.reason()
                                : texts.text(
                                        "check.one-of",
                                        unknown.reason(),
                                        texts.list(unknown.candidates().stream()
                                                .map(c -> c.isEmpty() ? texts.text("none") : c)
                                                .toList())),
                        false);
        };
    }
}
