package dev.tokenless.ui.rehearse;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import dev.tokenless.sandbox.RehearsalStep;
import dev.tokenless.sandbox.RehearsalStep.ClaimCompared;
import dev.tokenless.sandbox.RehearsalStep.SignatureVerified;
import dev.tokenless.sandbox.RehearsalStep.Stage;
import dev.tokenless.sandbox.RehearsalStep.Stopped;
import dev.tokenless.sandbox.RehearsalStep.TokenIssued;
import dev.tokenless.sandbox.RehearsalStep.TokenMinted;
import dev.tokenless.sandbox.RehearsalStep.TokenRequested;
import dev.tokenless.sandbox.RehearsalStep.UploadAccepted;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.sheet.Line;
import dev.tokenless.ui.sheet.Lines;
import dev.tokenless.ui.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Turns what was played into lanes, rows and the token. */
final class Scenes {
    private final Texts texts;

    Scenes(Texts texts) {
        this.texts = texts;
    }

    List<RehearseView.Lane> lanes(Played played, String job, String registry, String packageName, String provider) {
        Optional<Stopped> stop = played.stopped();
        Stage at = stop.map(Stopped::stage).orElse(null);
        boolean asked = played.first(TokenRequested.class).isPresent();
        boolean issued = played.first(TokenIssued.class).isPresent();
        boolean minted = played.first(TokenMinted.class).isPresent();
        boolean uploaded = played.first(UploadAccepted.class).isPresent();
        boolean running = played.running();
        return List.of(
                new RehearseView.Lane(
                        Feather.CPU, texts.text("rehearse.lane.job"), job, sign(asked, at == Stage.JOB, running)),
                new RehearseView.Lane(
                        Feather.KEY,
                        texts.text("rehearse.lane.issuer"),
                        texts.text("rehearse.played", provider),
                        sign(issued, at == Stage.TOKEN_REQUEST, running && asked)),
                new RehearseView.Lane(
                        Feather.SHIELD,
                        texts.text("rehearse.lane.registry"),
                        texts.text("rehearse.played", registry),
                        sign(minted, at == Stage.EXCHANGE, running && issued)),
                new RehearseView.Lane(
                        Feather.UPLOAD_CLOUD,
                        texts.text("rehearse.lane.upload"),
                        packageName,
                        sign(uploaded, at == Stage.UPLOAD, running && minted)));
    }

    private static Sign sign(boolean done, boolean stopped, boolean running) {
        return stopped ? Sign.REFUSED : done ? Sign.DONE : running ? Sign.RUNNING : Sign.WAITING;
    }

    List<RehearseView.Row> rows(Played played, String registry) {
        List<RehearseView.Row> rows = new ArrayList<>();
        Stage at = played.stopped().map(Stopped::stage).orElse(null);
        rows.add(row(
                played,
                TokenRequested.class,
                texts.text("rehearse.step.ask"),
                played.first(TokenRequested.class)
                        .map(s -> texts.text("rehearse.seen.audience", s.audience()))
                        .orElse(""),
                at == Stage.JOB));
        rows.add(row(
                played,
                TokenIssued.class,
                texts.text("rehearse.step.sign"),
                played.first(TokenIssued.class)
                        .map(s -> s.claims().values().size())
                        .map(claims -> texts.plural("rehearse.seen.claims", claims, claims))
                        .orElse(""),
                at == Stage.TOKEN_REQUEST));
        rows.add(row(
                played,
                SignatureVerified.class,
                texts.text("rehearse.step.verify", registry),
                played.first(SignatureVerified.class)
                        .map(s -> texts.text("rehearse.seen.key", shortened(s.keyId())))
                        .orElse(""),
                false));
        compared(rows, played, registry, at);
        rows.add(row(
                played,
                TokenMinted.class,
                texts.text("rehearse.step.mint", registry),
                played.first(TokenMinted.class)
                        .map(s -> String.join(", ", s.packages()))
                        .orElse(""),
                false));
        rows.add(row(
                played,
                UploadAccepted.class,
                texts.text("rehearse.step.upload"),
                played.first(UploadAccepted.class)
                        .map(s -> texts.text("rehearse.seen.accepted", s.packageName()))
                        .orElse(""),
                at == Stage.UPLOAD));
        return rows;
    }

    private void compared(List<RehearseView.Row> rows, Played played, String registry, @Nullable Stage at) {
        List<ClaimCheck> checks = played.steps().stream()
                .filter(ClaimCompared.class::isInstance)
                .map(s -> ((ClaimCompared) s).check())
                .toList();
        boolean minted = played.first(TokenMinted.class).isPresent();
        boolean reached = played.first(TokenIssued.class).isPresent();
        Sign sign = at == Stage.EXCHANGE
                ? Sign.REFUSED
                : minted ? Sign.DONE : played.running() && reached ? Sign.RUNNING : waiting(played);
        String seen = at == Stage.EXCHANGE
                ? played.stopped()
                        .map(s -> s.status() > 0 ? Integer.toString(s.status()) : "")
                        .orElse("")
                : checks.isEmpty()
                        ? waitingWords(played)
                        : texts.plural("rehearse.seen.compared", checks.size(), checks.size());
        rows.add(new RehearseView.Row(
                sign,
                false,
                texts.text("rehearse.step.compare", registry),
                seen,
                null,
                played.time(ClaimCompared.class)));
        for (ClaimCheck check : checks) {
            Sign one = switch (check.outcome()) {
                case MATCH -> Sign.MATCH;
                case MISMATCH -> Sign.DIFFERS;
                case UNDETERMINED -> Sign.UNKNOWN;
                case NOT_CHECKED -> Sign.NONE;
            };
            String expected = check.expected();
            rows.add(new RehearseView.Row(
                    one,
                    true,
                    check.claim(),
                    check.outcome() == CheckOutcome.NOT_CHECKED
                            ? texts.text("rehearse.not-looked-at")
                            : shown(check.presented()),
                    check.outcome() == CheckOutcome.MISMATCH ? (expected == null ? "" : expected) : null,
                    ""));
        }
    }

    /** A key's thumbprint says nothing to the eye beyond its first characters. */
    private static String shortened(String keyId) {
        return keyId.length() > 12 ? keyId.substring(0, 8) + "\u2026" : keyId;
    }

    private String shown(ClaimValue value) {
        return value instanceof ClaimValue.Absent ? texts.text("none") : RehearsalStep.shown(value);
    }

    private RehearseView.Row row(
            Played played, Class<? extends RehearsalStep> kind, String name, String seen, boolean stopped) {
        boolean done = played.first(kind).isPresent();
        Sign sign = stopped ? Sign.REFUSED : done ? Sign.DONE : waiting(played);
        String words = stopped ? texts.text("rehearse.stopped-here") : done ? seen : waitingWords(played);
        return new RehearseView.Row(sign, false, name, words, null, played.time(kind));
    }

    private static Sign waiting(Played played) {
        return played.stopped().isPresent() ? Sign.NOT_REACHED : Sign.WAITING;
    }

    private String waitingWords(Played played) {
        return texts.text(played.stopped().isPresent() ? "rehearse.not-reached" : "rehearse.waiting");
    }

    /** The token that was presented, with the claim that is being compared lit. */
    Sheet token(Played played) {
        Optional<TokenIssued> issued = played.first(TokenIssued.class);
        if (issued.isEmpty()) {
            return Sheet.NONE;
        }
        ClaimCheck last = played.steps().stream()
                .filter(ClaimCompared.class::isInstance)
                .map(s -> ((ClaimCompared) s).check())
                .reduce((one, other) -> other)
                .orElse(null);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(0, Lines.plain("{")));
        int focus = -1;
        for (Map.Entry<String, ClaimValue> claim :
                issued.get().claims().values().entrySet()) {
            String value = switch (claim.getValue()) {
                case ClaimValue.Text(String text) -> "\"" + text + "\"";
                case ClaimValue.Json json -> json.value().toString();
                case ClaimValue.Absent _ -> "null";
                case ClaimValue.Unknown unknown -> unknown.reason();
            };
            Line line = Line.of(0, Lines.named("  \"" + claim.getKey() + "\": " + value + ","));
            if (last != null && last.claim().equals(claim.getKey())) {
                boolean differs = last.outcome() == CheckOutcome.MISMATCH;
                if (differs) {
                    String expected = last.expected();
                    line = line.lit(
                            Sign.REFUSED,
                            texts.rich("rehearse.lit.differs", Rich.bold(expected == null ? "" : expected)));
                } else if (played.running()) {
                    line = line.lit(Sign.LIT, Rich.EMPTY);
                }
                focus = lines.size();
            }
            lines.add(line);
        }
        lines.add(Line.of(0, Lines.plain("}")));
        return new Sheet(texts.text("rehearse.token"), lines, played.running() ? focus : focus);
    }
}
