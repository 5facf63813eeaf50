package dev.tokenless.ui.check;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.HelpPages;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.check.Severity;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.registry.Verdict;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.part.Segments.Segment;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.TriggerWords;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.session.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the step Check shows and does. */
public final class CheckModel implements StepModel {
    private final Session session;
    private final Writing writing;
    private final Texts texts;
    private final TriggerWords triggerWords;
    private final Verdicts verdicts;
    private final CheckAnswers answers;
    private final CheckBar bars;
    private final Findings told;
    private final ReadOnlyObjectWrapper<CheckView> view = new ReadOnlyObjectWrapper<>(CheckView.NONE);
    private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.NONE);
    private final ReadOnlyObjectWrapper<RailLine> rail;
    private List<Group> shown = List.of();
    private int trigger;
    private int finding = -1;
    private boolean everything;
    private CheckView.@Nullable Review review;
    private @Nullable Reading lastReading;
    private Upload.@Nullable Key lastUpload;

    public CheckModel(Session session, Opening opening, Writing writing, Texts texts) {
        this.session = session;
        this.writing = writing;
        this.texts = texts;
        this.triggerWords = new TriggerWords(texts);
        this.verdicts = new Verdicts(texts);
        this.answers = new CheckAnswers(texts, verdicts);
        this.told = new Findings(texts);
        this.bars = new CheckBar(session, opening, this, texts);
        this.rail = new ReadOnlyObjectWrapper<>(new RailLine(Sign.WAITING, texts.text(StepId.CHECK.questionKey())));
        session.follow(this::follow);
        writing.refusal().addListener((p, old, now) -> show(session.now()));
    }

    @Override
    public StepId id() {
        return StepId.CHECK;
    }

    @Override
    public ObservableValue<RailLine> rail() {
        return rail.getReadOnlyProperty();
    }

    @Override
    public ObservableValue<Bar> bar() {
        return bar.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<CheckView> view() {
        return view.getReadOnlyProperty();
    }

    /** Shows the verdict for another way in which the job is reached. */
    void chooseTrigger(int index) {
        trigger = index;
        show(session.now());
    }

    /** Shows the findings of this package, or of the whole repository. */
    void chooseScope(int index) {
        everything = index == 1;
        finding = -1;
        show(session.now());
    }

    /** Brings a finding's line into view. */
    void chooseFinding(int index) {
        finding = index;
        show(session.now());
    }

    /** Shows what the fix of a finding would change. */
    void showFix(int index) {
        finding = index;
        Group group = shown.get(index);
        List<FileEdit> edits = group.findings().stream()
                .map(Finding::fix)
                .filter(Objects::nonNull)
                .flatMap(f -> f.files().stream())
                .toList();
        String title = group.findings().stream()
                .map(Finding::fix)
                .filter(Objects::nonNull)
                .map(Fix::title)
                .findFirst()
                .orElse("");
        review(title, edits);
    }

    /** Shows what all safe fixes together would change. */
    void showSafeFixes() {
        review(texts.text("check.fix-all"), safeEdits());
    }

    private void review(String title, List<FileEdit> edits) {
        writing.forget();
        review = new CheckView.Review(title, Editor.compose(edits).files());
        show(session.now());
    }

    /** Goes back from looking at changes. */
    void leaveReview() {
        review = null;
        writing.forget();
        show(session.now());
    }

    /** Writes the changes that are being looked at. */
    void write() {
        CheckView.Review open = review;
        if (open != null) {
            writing.write(open.edits(), () -> review = null);
        }
    }

    /** What a press on a link does: the publisher's step says what the registry holds. */
    void pressed() {
        session.change(s -> s.at(StepId.PUBLISHER));
    }

    /** The help page of a rule, as Markdown. */
    String help(int index) {
        return HelpPages.find(shown.get(index).first().rule())
                .orElseGet(() -> shown.get(index).first().message());
    }

    List<FileEdit> safeEdits() {
        return findings(session.now()).stream()
                .map(Finding::fix)
                .filter(f -> f != null && f.safe())
                .flatMap(f -> f.files().stream())
                .toList();
    }

    private void follow(SessionState state) {
        Upload.Key key = state.upload().map(Upload::key).orElse(null);
        if (state.reading() != lastReading || !Objects.equals(key, lastUpload)) {
            finding = -1;
            review = null;
            boolean other = !Objects.equals(key, lastUpload);
            trigger = other ? worstTrigger(state) : trigger;
        }
        lastReading = state.reading();
        lastUpload = key;
        show(state);
    }

    private static int worstTrigger(SessionState state) {
        Upload upload = state.upload().orElse(null);
        List<Presented> presented = upload == null ? List.of() : Verdicts.presented(upload);
        for (int i = 0; i < presented.size(); i++) {
            boolean refused = Verdicts.verdict(presented.get(i), Objects.requireNonNull(upload))
                    .map(v -> v.outcome() == Verdict.Outcome.MISMATCH)
                    .orElse(false);
            if (refused) {
                return i;
            }
        }
        return 0;
    }

    /** The findings of the chosen package, or of all. */
    private List<Finding> findings(SessionState state) {
        Reading open = state.reading();
        if (open == null) {
            return List.of();
        }
        Examined examined = state.upload().map(Upload::examined).orElse(null);
        if (everything || examined == null) {
            return open.findings();
        }
        return Findings.own(open, examined);
    }

    /** Without an upload there is nothing to check, unless a workflow could not be read: then nobody knows. */
    private Answer nothing(Reading open) {
        return open.unread()
                .map(p -> new Answer(
                        Sign.UNKNOWN,
                        texts.rich("check.answer.unread", Rich.code(p.place().path())),
                        UnreadAnswer.below(p, texts)))
                .orElseGet(() -> new Answer(
                        Sign.NOTE, texts.rich("check.answer.nothing"), texts.rich("check.answer.nothing.below")));
    }

    private void show(SessionState state) {
        Reading open = state.reading();
        if (open == null) {
            view.set(CheckView.NONE);
            bar.set(Bar.NONE);
            return;
        }
        List<Finding> findings = findings(state);
        shown = Group.of(findings);
        Upload upload = state.upload().orElse(null);
        Examined examined = upload == null ? null : upload.examined();
        List<Presented> presented = upload == null ? List.of() : Verdicts.presented(upload);
        trigger = presented.isEmpty() ? 0 : Math.clamp(trigger, 0, presented.size() - 1);
        Answer answer = upload == null || examined == null
                ? nothing(open)
                : answers.of(upload, examined.job(), trigger, findings, PublisherWords.of(state, upload));
        List<CheckView.ClaimRow> claims = presented.isEmpty()
                ? List.of()
                : verdicts.rows(
                        presented.get(trigger),
                        Verdicts.verdict(presented.get(trigger), Objects.requireNonNull(upload)));
        rail.set(line(state, open, examined, answer));
        view.set(new CheckView(
                answer,
                bars.origin(state),
                segments(presented, upload),
                trigger,
                upload == null ? "" : texts.text("check.column.expects", RegistryNames.of(upload.registry())),
                claims,
                told.note(open, findings),
                scopes(open, examined),
                everything ? 1 : 0,
                shown.stream().map(told::row).toList(),
                finding,
                told.sheet(open, examined, shown, finding),
                writing.refusal().get(),
                review));
        bar.set(bars.of(view.get(), findings, open.unread().isPresent()));
    }

    private RailLine line(SessionState state, Reading open, @Nullable Examined examined, Answer answer) {
        List<Finding> own = examined == null ? open.findings() : Findings.own(open, examined);
        long errors = Findings.count(own, Severity.ERROR);
        long warnings = Findings.count(own, Severity.WARNING);
        String words = errors + warnings == 0 ? texts.text("check.rail.clean") : told.counted(errors, warnings);
        if (errors > 0 || answer.sign() == Sign.REFUSED) {
            return new RailLine(Sign.ERROR, words);
        }
        if (warnings > 0 || answer.sign() == Sign.WARNING || answer.sign() == Sign.TOKEN) {
            return new RailLine(Sign.WARNING, words);
        }
        if (examined == null && open.unread().isPresent()) {
            return new RailLine(Sign.UNKNOWN, texts.text("check.rail.unread"));
        }
        return new RailLine(state.step() == StepId.CHECK ? Sign.CURRENT : Sign.DONE, words);
    }

    private List<Segment> segments(List<Presented> presented, @Nullable Upload upload) {
        List<Segment> segments = new ArrayList<>();
        for (Presented one : presented) {
            Optional<Verdict> verdict = upload == null ? Optional.empty() : Verdicts.verdict(one, upload);
            String words = triggerWords.segment(one.prediction().trigger());
            Sign sign = verdict.map(v -> Verdicts.sign(v.outcome())).orElse(Sign.UNKNOWN);
            segments.add(new Segment(words, sign, texts.text("check.trigger.words", words, bars.word(verdict))));
        }
        return segments;
    }

    private List<Segment> scopes(Reading open, @Nullable Examined examined) {
        if (examined == null || open.uploads().size() < 2) {
            return List.of();
        }
        String mine =
                texts.text("check.scope.package", Findings.own(open, examined).size());
        String all = texts.text("check.scope.all", open.findings().size());
        return List.of(new Segment(mine, null, mine), new Segment(all, null, all));
    }
}
