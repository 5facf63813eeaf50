package dev.tokenless.ui.workflow;

import dev.tokenless.fix.Migration;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Problem;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.sheet.DiffSheet;
import dev.tokenless.ui.sheet.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences of the step Workflow. */
final class WorkflowAnswers {
    private final Texts texts;

    WorkflowAnswers(Texts texts) {
        this.texts = texts;
    }

    Answer of(Reading open, Proposal proposal, Upload upload, @Nullable PublishJob job) {
        if (!proposal.fault().isEmpty()) {
            return new Answer(Sign.ERROR, Rich.plain(proposal.fault()), Rich.EMPTY);
        }
        Migration migration = proposal.migration();
        if (migration == null) {
            return new Answer(Sign.RUNNING, texts.rich("workflow.proposing"), Rich.EMPTY);
        }
        if (!proposal.refusal().isEmpty()) {
            return new Answer(Sign.WARNING, texts.rich("workflow.answer.not-made"), Rich.marked(proposal.refusal()));
        }
        Problem unread = open.unread().orElse(null);
        if (job == null && unread != null) {
            return new Answer(
                    Sign.WARNING,
                    texts.rich(
                            "workflow.answer.unread",
                            Rich.code(String.valueOf(upload.packageName())),
                            Rich.code(unread.place().path())),
                    texts.rich(
                            proposal.edits().isEmpty()
                                    ? "workflow.answer.unread.mend"
                                    : "workflow.answer.unread.below"));
        }
        if (job == null && proposal.edits().isEmpty()) {
            return new Answer(
                    Sign.NOTE,
                    texts.rich("workflow.answer.no-job", Rich.code(String.valueOf(upload.packageName()))),
                    texts.rich("workflow.answer.no-job.below", RegistryNames.of(upload.registry())));
        }
        return switch (migration) {
            case Migration.Migrated migrated -> migrated(migrated, proposal, job);
            case Migration.NothingToDo(String reason) -> {
                boolean trusted = job != null && job.authentication() instanceof Authentication.Trusted;
                yield new Answer(
                        trusted ? Sign.DONE : Sign.NOTE,
                        texts.rich("workflow.answer.nothing", Rich.code(job == null ? "" : FileNames.name(job.path()))),
                        Rich.marked(reason));
            }
            case Migration.Refused refused ->
                new Answer(
                        Sign.WARNING,
                        texts.richPlural(
                                "workflow.answer.refused", refused.manual().size()),
                        Rich.plain(
                                refused.manual().isEmpty()
                                        ? ""
                                        : refused.manual().getFirst().reason()));
        };
    }

    private Answer migrated(Migration.Migrated migrated, Proposal proposal, @Nullable PublishJob job) {
        if (migrated.files().getFirst().newFile()) {
            return new Answer(
                    Sign.EDIT,
                    texts.rich(
                            "workflow.answer.new",
                            Rich.code(FileNames.name(migrated.files().getFirst().path()))),
                    job == null
                            ? texts.rich("workflow.answer.new.below")
                            : texts.rich("workflow.answer.new.beside", Rich.code(FileNames.name(job.path()))));
        }
        int changes = proposal.diff().changes();
        Rich.Span count = new Rich.Span(texts.capitalCount(changes), Rich.Style.PLAIN);
        String file = FileNames.name(migrated.files().getFirst().path());
        Rich sentence = job != null && !job.secrets().isEmpty()
                ? texts.richPlural(
                        "workflow.answer.migrate",
                        changes,
                        count,
                        Rich.code(job.job()),
                        Rich.code(job.secrets().getFirst()))
                : texts.richPlural("workflow.answer.change", changes, count, Rich.code(file));
        Rich below = migrated.files().size() == 1
                ? texts.rich("workflow.answer.rest", Rich.code(file))
                : texts.rich("workflow.answer.rest.files");
        return new Answer(Sign.EDIT, sentence, below);
    }

    /** Why the current change is made: the reasons that lie nearest to its lines. */
    Rich reason(Proposal proposal, int current) {
        if (!(proposal.migration() instanceof Migration.Migrated migrated)
                || proposal.diff().changes() == 0) {
            return Rich.EMPTY;
        }
        int[] lines = proposal.diff().linesOf(current);
        Rich head = lines[0] == 0
                ? texts.rich(
                        "workflow.change.removed", current + 1, proposal.diff().changes())
                : lines[0] == lines[1]
                        ? texts.rich(
                                "workflow.change.line",
                                current + 1,
                                proposal.diff().changes(),
                                lines[0])
                        : texts.rich(
                                "workflow.change.lines",
                                current + 1,
                                proposal.diff().changes(),
                                lines[0],
                                lines[1]);
        int left = leftLine(proposal.diff(), current);
        List<Migration.Change> changes = migrated.changes();
        return changes.stream()
                .min(java.util.Comparator.comparingInt(c -> Math.abs(c.place().line() - left)))
                .map(c -> head.then(Rich.marked(c.sentence())))
                .orElse(head);
    }

    /** The line of today's text at which a change stands. */
    private static int leftLine(DiffSheet diff, int change) {
        int last = 0;
        for (DiffSheet.Item item : diff.items()) {
            if (item instanceof DiffSheet.Pair pair) {
                if (pair.left() instanceof Line left) {
                    last = left.number();
                }
                if (pair.change() == change) {
                    return last;
                }
            }
        }
        return last;
    }

    RailLine line(Proposal proposal, boolean written, boolean here) {
        if (proposal.migration() == null) {
            return new RailLine(Sign.WAITING, texts.text(StepId.WORKFLOW.questionKey()));
        }
        return switch (proposal.migration()) {
            case Migration.Migrated _ ->
                new RailLine(
                        here ? Sign.CURRENT : Sign.WARNING,
                        texts.plural(
                                "workflow.rail",
                                proposal.diff().changes(),
                                proposal.diff().changes()));
            case Migration.NothingToDo _ ->
                new RailLine(
                        here ? Sign.CURRENT : Sign.DONE,
                        texts.text(written ? "workflow.rail.written" : "workflow.rail.nothing"));
            case Migration.Refused _ -> new RailLine(Sign.WARNING, texts.text("workflow.rail.manual"));
        };
    }

    Rich barNote(Proposal proposal) {
        return proposal.migration() instanceof Migration.Refused
                ? texts.rich("workflow.note.refused")
                : texts.rich("workflow.note.nothing");
    }
}
