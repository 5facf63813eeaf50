package dev.tokenless.ui.diagnose;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.diagnose.Cause;
import dev.tokenless.diagnose.Certainty;
import dev.tokenless.diagnose.Choice;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Evidence;
import dev.tokenless.diagnose.LogLine;
import dev.tokenless.diagnose.Remedy;
import dev.tokenless.github.Runs;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.sheet.Line;
import dev.tokenless.ui.sheet.Lines;
import dev.tokenless.ui.sheet.Sheet;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a diagnosis into words. */
final class DiagnoseScene {
    private static final int MOST_RUNS = 8;

    private final DiagnoseModel model;
    private final GitHubAccess gitHub;
    private final GitHubLine account;
    private final Texts texts;

    DiagnoseScene(DiagnoseModel model, GitHubAccess gitHub, Texts texts) {
        this.model = model;
        this.gitHub = gitHub;
        this.account = new GitHubLine(gitHub, texts);
        this.texts = texts;
    }

    /**
     * What was diagnosed.
     *
     * @param mended whether this is the look after a fix
     * @param publishers what the registries hold, as far as that is known
     */
    record Given(
            DiagnoseModel.Subject subject,
            boolean mended,
            KnownPublishers publishers,
            @Nullable Reading open) {}

    /** The text area, and the failed runs of the open project. */
    DiagnoseView asking(@Nullable Reading open, Rich refusal, boolean running) {
        Rich below = open == null
                ? texts.rich("diagnose.ask.below")
                : texts.rich("diagnose.ask.below.project", Rich.code(open.name()));
        Answer answer = running
                ? new Answer(Sign.RUNNING, texts.rich("diagnose.running"), Rich.EMPTY)
                : new Answer(Sign.DIAGNOSE, texts.rich("diagnose.ask"), below);
        return DiagnoseView.ASKING.asking(answer, refusal, runs(), runsNote());
    }

    private List<DiagnoseView.RunRow> runs() {
        List<Runs.Run> found = model.runs().runs();
        if (found == null) {
            return List.of();
        }
        return found.stream()
                .limit(MOST_RUNS)
                .map(run -> new DiagnoseView.RunRow(
                        run.title().isEmpty() ? run.workflow() : run.title(),
                        texts.text("diagnose.runs.row", run.path(), run.event(), run.ref(), when(run.created())),
                        () -> model.diagnose(run)))
                .toList();
    }

    private static String when(String created) {
        return created.length() >= 16 ? created.substring(0, 16).replace('T', ' ') : created;
    }

    private Rich runsNote() {
        if (model.runs().repository() == null) {
            return texts.rich("diagnose.runs.no-project");
        }
        if (model.runs().waiting()) {
            return texts.rich("diagnose.runs.listing");
        }
        if (!gitHub.signedIn()) {
            return texts.rich("diagnose.runs.sign-in").then(account.words());
        }
        List<Runs.Run> found = model.runs().runs();
        return found != null && found.isEmpty() ? texts.rich("diagnose.runs.none") : account.words();
    }

    /** What was found. */
    DiagnoseView found(Diagnosis found, int index, Given given, Rich refusal) {
        List<Cause> causes = found.causes();
        Cause cause = causes.isEmpty() ? null : causes.get(index);
        return new DiagnoseView(
                false,
                answer(found, cause, given),
                causes.size() < 2 ? List.of() : causes.stream().map(this::row).toList(),
                index,
                cause == null ? "" : cause.id(),
                cause == null ? List.of() : comparisons(cause),
                cause == null
                        ? List.of()
                        : cause.fixes().stream().map(r -> cure(cause, r)).toList(),
                titles(causes, cause),
                found.checked(),
                found.notKnown().stream()
                        .map(n -> new DiagnoseView.Open(n.what(), (n.reason() + " " + n.next()).strip()))
                        .toList(),
                Rich.plain(String.join(" ", found.notes())),
                proof(found, cause, given.open()),
                refusal,
                List.of(),
                Rich.EMPTY);
    }

    /** Several causes that are certain are all to be cured; of the cures of one cause those on one side belong together. */
    private DiagnoseView.Titles titles(List<Cause> causes, @Nullable Cause cause) {
        long certain =
                causes.stream().filter(c -> c.certainty() == Certainty.CERTAIN).count();
        String cures = switch (cause == null ? Choice.ONLY : cause.choice()) {
            case ONLY -> "diagnose.cures.only";
            case EITHER_SIDE -> "diagnose.cures.either";
            case ALL -> "diagnose.cures.all";
            case EITHER_SIDE_WHOLLY -> "diagnose.cures.side";
        };
        return new DiagnoseView.Titles(
                texts.text(certain > 1 ? "diagnose.causes.all" : "diagnose.causes"), texts.text(cures));
    }

    private Answer answer(Diagnosis found, @Nullable Cause cause, Given given) {
        if (cause == null) {
            boolean log = !(given.subject() instanceof DiagnoseModel.Subject.Nothing);
            if (!found.lookedAtSomething() && found.unread().isEmpty()) {
                return new Answer(
                        Sign.UNKNOWN, texts.rich("diagnose.nothing.there"), texts.rich("diagnose.nothing.there.below"));
            }
            if (!found.unread().isEmpty() && (given.mended() || !log)) {
                // Of a file that could not be read nothing is claimed; the notes name it.
                return new Answer(
                        Sign.UNKNOWN,
                        texts.rich("diagnose.nothing.unread"),
                        texts.rich(given.mended() ? "diagnose.mended.below" : "diagnose.nothing.static.below"));
            }
            if (given.mended()) {
                return known(found, given)
                        ? new Answer(Sign.DONE, texts.rich("diagnose.mended"), texts.rich("diagnose.mended.below"))
                        : new Answer(
                                Sign.UNKNOWN,
                                texts.rich("diagnose.mended.files"),
                                texts.rich("diagnose.mended.files.below"));
            }
            if (!log && !known(found, given)) {
                return new Answer(
                        Sign.UNKNOWN,
                        texts.rich("diagnose.nothing.static"),
                        texts.rich("diagnose.mended.files.below").then(texts.rich("diagnose.nothing.static.below")));
            }
            return new Answer(
                    log ? Sign.UNKNOWN : Sign.DONE,
                    texts.rich(log ? "diagnose.nothing" : "diagnose.nothing.static"),
                    texts.rich(log ? "diagnose.nothing.below" : "diagnose.nothing.static.below"));
        }
        Rich certainty = certainty(cause.certainty(), found.log().isEmpty() && found.claims() == null);
        return new Answer(
                sign(cause.certainty()),
                Rich.marked(cause.message()),
                given.mended() ? texts.rich("diagnose.again").then(certainty) : certainty);
    }

    /** Whether it is known what the registries hold for every job in question; other jobs do not matter. */
    private static boolean known(Diagnosis found, Given given) {
        Reading open = given.open();
        return open != null
                && open.inspection().jobs().stream()
                        .map(Inspection.Examined::job)
                        .filter(job -> Registries.byId(job.registry()).isPresent())
                        .filter(job ->
                                found.registry() == null || job.registry().equals(found.registry()))
                        .allMatch(job -> given.publishers().unknown(job).isEmpty());
    }

    private static Sign sign(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> Sign.REFUSED;
            case LIKELY -> Sign.WARNING;
            case POSSIBLE -> Sign.UNKNOWN;
        };
    }

    private Rich certainty(Certainty certainty, boolean ahead) {
        return switch (certainty) {
            case CERTAIN -> texts.rich(ahead ? "diagnose.certain" : "diagnose.certain.ran");
            case LIKELY -> texts.rich("diagnose.likely");
            case POSSIBLE -> texts.rich(ahead ? "diagnose.possible.ahead" : "diagnose.possible");
        };
    }

    private DiagnoseView.CauseRow row(Cause cause) {
        return new DiagnoseView.CauseRow(
                sign(cause.certainty()),
                Rich.marked(cause.message()),
                cause.id(),
                cause.certainty().id());
    }

    private List<DiagnoseView.Comparison> comparisons(Cause cause) {
        List<DiagnoseView.Comparison> rows = new ArrayList<>();
        for (Evidence evidence : cause.evidence()) {
            if (evidence instanceof Evidence.Comparison(String claim, String presented, String expected)) {
                boolean differs = expected != null && !expected.equals(presented);
                rows.add(new DiagnoseView.Comparison(
                        claim, presented, expected, differs, differs ? kind(presented, expected) : ""));
            }
        }
        return rows;
    }

    /** In what two values differ, where it is easily overlooked. */
    private String kind(@Nullable String presented, @Nullable String expected) {
        if (presented == null || expected == null) {
            return "";
        }
        if (presented.equalsIgnoreCase(expected)) {
            return texts.text("diagnose.differs.case");
        }
        if (presented.replaceAll("\\s", "").equals(expected.replaceAll("\\s", ""))) {
            return texts.text("diagnose.differs.spaces");
        }
        return presented.replaceFirst("\\.ya?ml$", "").equals(expected.replaceFirst("\\.ya?ml$", ""))
                ? texts.text("diagnose.differs.extension")
                : "";
    }

    private DiagnoseView.Cure cure(Cause cause, Remedy remedy) {
        String side = switch (remedy.side()) {
            case WORKFLOW -> texts.text("diagnose.side.workflow");
            case REGISTRY -> texts.text("diagnose.side.registry");
            case GITHUB -> texts.text("diagnose.side.github");
        };
        boolean again = remedy.equals(Remedy.AGAIN);
        StepId step = switch (remedy.side()) {
            case WORKFLOW -> again ? StepId.RELEASE : StepId.CHECK;
            case REGISTRY -> StepId.PUBLISHER;
            case GITHUB -> StepId.ENVIRONMENT;
        };
        String words = switch (remedy.side()) {
            case WORKFLOW -> again ? "diagnose.to-release" : "diagnose.to-check";
            case REGISTRY -> "diagnose.to-publisher";
            case GITHUB -> "diagnose.to-environment";
        };
        var fix = remedy.fix();
        boolean there = (fix == null || remedy.side() != Remedy.Side.WORKFLOW) && model.reaches(cause);
        return new DiagnoseView.Cure(
                side,
                Rich.marked(remedy.title()),
                fix == null ? List.of() : fix.files(),
                remedy.link(),
                remedy.fields().stream()
                        .filter(f -> !f.value().isEmpty())
                        .map(f -> f.label() + ": " + f.value())
                        .toList(),
                there ? texts.text(words) : "",
                () -> model.go(cause, step));
    }

    /** The log with the lines that tell, or the line of the file. */
    private Sheet proof(Diagnosis found, @Nullable Cause cause, @Nullable Reading open) {
        if (found.log().isEmpty()) {
            return cause == null || open == null ? Sheet.NONE : source(cause, open);
        }
        Set<Integer> telling = new HashSet<>();
        if (cause != null) {
            for (Evidence evidence : cause.evidence()) {
                switch (evidence) {
                    case Evidence.Line line -> {
                        if (line.path().equals("log")) {
                            telling.add(line.line());
                        }
                    }
                    // The claim as the official actions print it.
                    case Evidence.Comparison compared ->
                        found.log().stream()
                                .filter(l -> l.text().contains("`" + compared.claim() + "`:"))
                                .forEach(l -> telling.add(l.number()));
                }
            }
        }
        List<Line> lines = new ArrayList<>();
        int focus = -1;
        for (LogLine one : found.log()) {
            Line line = Line.of(one.number(), Lines.plain(one.text()));
            if (telling.contains(one.number())) {
                focus = focus < 0 ? lines.size() : focus;
                line = line.lit(Sign.REFUSED, Rich.EMPTY);
            }
            lines.add(line);
        }
        return new Sheet(texts.text("diagnose.log"), lines, focus);
    }

    private static Sheet source(Cause cause, Reading open) {
        String path = "";
        List<Sheet.Lit> lits = new ArrayList<>();
        int first = 0;
        for (Evidence evidence : cause.evidence()) {
            if (evidence instanceof Evidence.Line line
                    && !line.path().equals("log")
                    && (path.isEmpty() || path.equals(line.path()))) {
                path = line.path();
                first = first == 0 ? line.line() : first;
                lits.add(new Sheet.Lit(line.line(), Sign.REFUSED, Rich.EMPTY));
            }
        }
        String text = path.isEmpty() ? "" : open.text(path);
        return text.isEmpty() ? Sheet.NONE : Sheet.source(path, text, lits, first);
    }

    /** The diagnosis as text to be copied. */
    String report(Diagnosis found) {
        StringBuilder report = new StringBuilder();
        found.causes()
                .forEach(c -> report.append(c.id())
                        .append(" (")
                        .append(c.certainty().id())
                        .append("): ")
                        .append(c.message())
                        .append('\n'));
        found.notes().forEach(n -> report.append("note: ").append(n).append('\n'));
        found.checked()
                .forEach(c -> report.append(texts.text("diagnose.checked"))
                        .append(": ")
                        .append(c)
                        .append('\n'));
        found.notKnown()
                .forEach(n -> report.append(texts.text("diagnose.open"))
                        .append(": ")
                        .append(n.what())
                        .append(". ")
                        .append(n.reason())
                        .append('\n'));
        return report.toString();
    }
}
