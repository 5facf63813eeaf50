package dev.tokenless.ui.check;

import dev.tokenless.check.Finding;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.edit.Editor;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.LineDiff;
import dev.tokenless.registry.Verdict;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Opening;
import dev.tokenless.ui.session.PublisherWords;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kordamp.ikonli.feather.Feather;

/** The action bar of the step, and a few of its words. */
final class CheckBar {
    private final Session session;
    private final Opening opening;
    private final CheckModel model;
    private final Texts texts;

    CheckBar(Session session, Opening opening, CheckModel model, Texts texts) {
        this.session = session;
        this.opening = opening;
        this.model = model;
        this.texts = texts;
    }

    /** Where the publishers' values come from, with a way to change them. */
    Rich origin(SessionState state) {
        KnownPublishers.Answer known =
                state.upload().map(u -> PublisherWords.of(state, u)).orElseGet(KnownPublishers.NotAsked::new);
        return Rich.plain(PublisherWords.source(texts, known) + ", ")
                .then(new Rich(List.of(Rich.link(
                        texts.text(known instanceof KnownPublishers.Held ? "publishers.change" : "publishers.say")))));
    }

    String word(Optional<Verdict> verdict) {
        return verdict.map(v -> switch (v.outcome()) {
                    case MATCH -> texts.text("check.result.match");
                    case MISMATCH -> texts.text("check.result.differs");
                    case UNDETERMINED -> texts.text("check.result.unknown");
                })
                .orElse(texts.text("check.result.unknown"));
    }

    Bar of(CheckView view, List<Finding> findings, boolean unread) {
        CheckView.Review review = view.review();
        if (review != null) {
            return review(review);
        }
        Action back =
                Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> session.change(s -> s.at(StepId.PROJECT)));
        Action again = Action.of(texts.text("check.again"), Feather.REFRESH_CW, opening::reread);
        Action next = Action.of(
                texts.text("continue.workflow"), Feather.ARROW_RIGHT, () -> session.change(s -> s.at(StepId.WORKFLOW)));
        List<FileEdit> safe = Editor.compose(model.safeEdits()).files();
        if (safe.isEmpty()) {
            Rich note = findings.isEmpty()
                    ? texts.rich(unread ? "check.note.unread" : "check.note.clean")
                    : texts.rich("check.note.no-safe");
            return new Bar(
                    back,
                    note,
                    List.of(again),
                    Action.primary(texts.text("continue.workflow"), Feather.ARROW_RIGHT, next.run()));
        }
        return new Bar(
                back,
                changes(safe).then(texts.rich("check.note.diff-first")),
                List.of(again, next),
                Action.primary(texts.text("check.fix-all"), Feather.TOOL, model::showSafeFixes));
    }

    private Bar review(CheckView.Review review) {
        Action back = Action.of(texts.text("back"), Feather.ARROW_LEFT, model::leaveReview);
        Action write = Action.primary(
                texts.plural(
                        "write.files", review.edits().size(), review.edits().size()),
                Feather.SAVE,
                model::write);
        return new Bar(
                back,
                changes(review.edits()).then(texts.rich("write.note")),
                List.of(),
                review.edits().isEmpty() ? write.unless(texts.text("check.nothing-to-write")) : write);
    }

    private Rich changes(List<FileEdit> edits) {
        long changed = 0;
        long added = 0;
        for (FileEdit edit : edits) {
            for (LineDiff.Row row : LineDiff.rows(edit)) {
                switch (row.kind()) {
                    case CHANGED, REMOVED -> changed++;
                    case ADDED -> added++;
                    case SAME -> {}
                }
            }
        }
        String names =
                edits.stream().map(e -> FileNames.name(e.path())).distinct().collect(Collectors.joining(", "));
        if (added == 0) {
            return texts.rich(
                    "check.note.changes-only", texts.plural("count.lines", changed, changed), Rich.code(names));
        }
        if (changed == 0) {
            return texts.rich("check.note.adds-only", texts.plural("count.lines", added, added), Rich.code(names));
        }
        return texts.rich("check.note.changes", texts.plural("count.lines", changed, changed), added, Rich.code(names));
    }
}
