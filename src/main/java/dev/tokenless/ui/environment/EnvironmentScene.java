package dev.tokenless.ui.environment;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.Environment;
import dev.tokenless.github.Environment.RefPattern;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.ChecklistView.Block;
import dev.tokenless.ui.checklist.ChecklistView.Fact;
import dev.tokenless.ui.checklist.ChecklistView.Field;
import dev.tokenless.ui.checklist.ChecklistView.Part;
import dev.tokenless.ui.checklist.ChecklistView.Remark;
import dev.tokenless.ui.checklist.ChecklistView.Task;
import dev.tokenless.ui.checklist.ChecklistView.Values;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.session.Walked.Mark;
import dev.tokenless.ui.sheet.Sheet;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Puts the step Environment into words: by hand, or as GitHub shows it. */
final class EnvironmentScene {
    private final Session session;
    private final StepBase base;
    private final EnvironmentModel model;
    private final GitHubLine account;
    private final GitHubAccess gitHub;
    private final Texts texts;
    private final GateWords words;

    EnvironmentScene(Session session, StepBase base, EnvironmentModel model, GitHubAccess gitHub, Texts texts) {
        this.session = session;
        this.base = base;
        this.model = model;
        this.gitHub = gitHub;
        this.account = new GitHubLine(gitHub, texts);
        this.texts = texts;
        this.words = new GateWords(texts);
    }

    /** There is no environment to look for. */
    void nothing(Reading open, @Nullable Examined examined) {
        boolean lab = examined != null && examined.job().ci() instanceof PublishJob.GitLabJob;
        Answer answer = examined == null
                ? UnreadAnswer.of(open, texts)
                        .orElseGet(() -> new Answer(
                                Sign.NOTE,
                                texts.rich("environment.answer.no-job"),
                                texts.rich("environment.answer.no-job.below")))
                : nothing(examined, lab);
        base.show(
                ChecklistView.of(answer, texts.text(lab ? "environment.title.lab" : "environment.title"), Rich.EMPTY)
                        .beside(texts.text(lab ? "environment.side.lab" : "environment.side"), List.of()),
                new RailLine(
                        Sign.WAITING,
                        texts.text(
                                lab && examined != null && examined.job().environment() instanceof EnvironmentRef.Named
                                        ? "environment.rail.lab"
                                        : "environment.rail.none")),
                base.goingOn(texts.text("continue.rehearse"), Rich.EMPTY));
    }

    private Answer nothing(Examined examined, boolean lab) {
        return switch (examined.job().environment()) {
            case EnvironmentRef.None _ ->
                note(
                        texts.rich(
                                "environment.answer.none",
                                Rich.code(examined.job().job())),
                        lab ? "environment.answer.none.below.lab" : "environment.answer.none.below");
            case EnvironmentRef.Computed computed ->
                note(
                        texts.rich("environment.answer.computed", Rich.code(computed.expression())),
                        lab ? "environment.answer.lab.below" : "environment.answer.computed.below");
            case EnvironmentRef.Named(String name, var _)
            when lab -> note(texts.rich("environment.answer.lab", Rich.code(name)), "environment.answer.lab.below");
            case EnvironmentRef.Named _ ->
                note(texts.rich("environment.answer.no-job"), "environment.answer.no-job.below");
        };
    }

    private Answer note(Rich sentence, String below) {
        return new Answer(Sign.NOTE, sentence, texts.rich(below));
    }

    /** Nobody has looked at GitHub, or GitHub did not tell: the list leads through its pages. */
    void byHand(SessionState state, EnvironmentModel.Meant meant, boolean looking, Rich failure) {
        RepositoryId repository = meant.repository();
        String name = meant.environment();
        String page = Steps.hostPage(repository, "/settings/environments");
        String open = texts.text("environment.open");
        List<RefPattern> patterns = meant.refs().patterns();
        Steps steps = new Steps(session, texts, model::openPage)
                .page(
                        Mark.ENVIRONMENT_MADE,
                        texts.rich("environment.make", Rich.code(name)),
                        texts.rich("environment.make.more"),
                        open,
                        page + "/new")
                .page(
                        Mark.ENVIRONMENT_REVIEWERS,
                        texts.rich("environment.reviewers"),
                        texts.rich("environment.reviewers.more"),
                        open,
                        page)
                .page(
                        Mark.ENVIRONMENT_TAGS,
                        texts.rich("environment.tags"),
                        patterns.isEmpty()
                                ? texts.rich("environment.tags.branches")
                                : texts.rich("environment.tags.more", words.patterns(patterns)),
                        open,
                        page);
        boolean made = state.progress().has(Mark.ENVIRONMENT_MADE);
        Answer answer = looking
                ? new Answer(Sign.RUNNING, texts.rich("environment.looking", Rich.code(name)), Rich.EMPTY)
                : steps.finished()
                        ? new Answer(
                                Sign.DONE,
                                texts.rich("environment.answer.done", Rich.code(name)),
                                texts.rich("environment.answer.said"))
                        : made
                                ? new Answer(
                                        Sign.WARNING,
                                        texts.rich("environment.answer.no-rule", Rich.code(name)),
                                        texts.rich("environment.answer.said"))
                                : new Answer(
                                        Sign.NOTE,
                                        texts.rich("environment.answer.missing", Rich.code(name)),
                                        texts.rich("environment.answer.missing.below"));
        RailLine line = steps.finished()
                ? new RailLine(Sign.DONE, texts.text("environment.rail.said", name))
                : made
                        ? new RailLine(Sign.WARNING, texts.text("environment.rail.rules", name))
                        : new RailLine(Sign.WAITING, texts.text(StepId.ENVIRONMENT.questionKey()));
        boolean tag = patterns.stream().anyMatch(p -> p.type().equals("tag"));
        base.show(
                ChecklistView.of(
                                answer,
                                texts.text("environment.title"),
                                texts.rich(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size()))
                        .with(steps.tasks())
                        .failing(failure)
                        .as(account.words())
                        .noticing(
                                Sign.NOTE,
                                tag
                                        ? texts.rich(
                                                "environment.notice",
                                                Rich.code(patterns.getFirst().name()))
                                        : Rich.EMPTY)
                        .beside(
                                texts.text("environment.side"),
                                List.of(
                                        new Values(words.values(repository, name, patterns)),
                                        new Block(
                                                texts.text("environment.commands"),
                                                Sheet.named(
                                                        texts.text("environment.commands"),
                                                        GateWords.commands(repository, name, patterns))))),
                line,
                new Bar(
                        base.back(),
                        texts.rich("environment.note"),
                        List.of(look(looking)),
                        base.goingOn(texts.text("continue.rehearse"), Rich.EMPTY)
                                .primary()));
    }

    private Action look(boolean looking) {
        Action look = Action.of(
                texts.text(gitHub.signedIn() ? "environment.look-again" : "environment.look"),
                gitHub.signedIn() ? Feather.REFRESH_CW : Feather.EYE,
                model::look);
        return looking ? look.unless(texts.text("environment.waiting")) : look;
    }

    /**
     * As GitHub shows it.
     *
     * @param earlier whether it was seen before the user signed out
     */
    void live(EnvironmentModel.Meant meant, Gatehouse.Seen seen, boolean changing, Rich failure, boolean earlier) {
        String name = meant.environment();
        Environments.Plan plan = seen.plan();
        boolean settled = plan.steps().isEmpty();
        boolean may = gitHub.signedIn();
        List<Task> tasks = List.of(made(seen, name, earlier), reviewers(seen, may), rules(seen, meant));
        long done = tasks.stream().filter(t -> t.sign() == Sign.DONE).count();
        Action next = base.onward(texts.text("continue.rehearse"));
        String sending = texts.text(seen.present().isEmpty() ? "environment.create" : "environment.change");
        Action send = Action.primary(sending, Feather.SEND, () -> model.carryOut(plan, false));
        Action main = settled || !may ? Action.primary(next.text(), next.icon(), next.run()) : send;
        List<Action> others = new ArrayList<>();
        others.add(look(false));
        if (!settled) {
            others.add(Action.of(
                    texts.text("environment.open-page"),
                    Feather.EXTERNAL_LINK,
                    () -> model.openPage(Steps.hostPage(meant.repository(), "/settings/environments"))));
            if (may) {
                Action sendOn = Action.of(
                        texts.text(seen.present().isEmpty() ? "environment.create-on" : "environment.change-on"),
                        Feather.ARROW_RIGHT,
                        () -> model.carryOut(plan, true));
                others.add(changing ? sendOn.unless(texts.text("environment.waiting")) : sendOn);
            }
        }
        base.show(
                ChecklistView.of(
                                words.answer(seen, name, changing),
                                texts.text("environment.title"),
                                texts.rich("checklist.done", done, tasks.size()))
                        .with(tasks)
                        .failing(failure)
                        .as(account.words())
                        .beside(texts.text(settled ? "environment.side" : "environment.requests"), side(meant, seen)),
                words.rail(seen, name),
                new Bar(
                        base.back(),
                        settled || !may
                                ? Rich.EMPTY
                                : texts.richPlural(
                                        "environment.note.send",
                                        plan.steps().size(),
                                        plan.steps().size()),
                        others,
                        changing ? main.unless(texts.text("environment.waiting")) : main));
    }

    private Task made(Gatehouse.Seen seen, String name, boolean earlier) {
        return seen.present().isPresent()
                ? new Task(
                        Sign.DONE,
                        bold(texts.rich("environment.made", Rich.code(name))),
                        texts.rich(earlier ? "environment.made.before" : "environment.made.more"),
                        List.of())
                : new Task(
                        Sign.CURRENT,
                        bold(texts.rich("environment.make", Rich.code(name))),
                        texts.rich("environment.make.more"),
                        List.of());
    }

    private Task reviewers(Gatehouse.Seen seen, boolean may) {
        List<Environment.Reviewer> present =
                seen.present().map(Environment::reviewers).orElse(List.of());
        if (!present.isEmpty()) {
            String names =
                    texts.list(present.stream().map(Environment.Reviewer::name).toList());
            return new Task(
                    Sign.DONE,
                    bold(texts.rich("environment.reviewed")),
                    texts.rich("environment.reviewed.more", names),
                    List.of());
        }
        Task task = new Task(
                !seen.reviewerTrouble().isEmpty()
                        ? Sign.WARNING
                        : seen.present().isPresent() ? Sign.NOTE : Sign.WAITING,
                bold(texts.rich("environment.reviewers")),
                seen.reviewerTrouble().isEmpty()
                        ? texts.rich("environment.reviewers.more")
                        : Rich.plain(seen.reviewerTrouble()),
                List.of());
        return may
                ? task.asking(new Field(
                        "reviewers",
                        texts.text("environment.reviewers.field"),
                        model.reviewerWords(),
                        texts.text("environment.reviewers.prompt"),
                        false,
                        model::reviewers))
                : task;
    }

    private Task rules(Gatehouse.Seen seen, EnvironmentModel.Meant meant) {
        List<RefPattern> wanted = meant.refs().patterns();
        List<Fact> facts = new ArrayList<>();
        seen.present()
                .ifPresent(e -> facts.add(new Fact(texts.text("environment.rule.now"), words.policy(e.policy()))));
        seen.gates()
                .forEach((ref, gate) -> facts.add(new Fact(
                        ReleaseRefs.name(ref),
                        texts.rich(
                                switch (gate) {
                                    case Gate.LetsThrough _ -> "environment.gate.through";
                                    case Gate.Blocks _ -> "environment.gate.blocks";
                                    case Gate.Undetermined _ -> "environment.gate.unknown";
                                }))));
        boolean good = seen.letsThrough() && !seen.open();
        Sign sign = good
                ? Sign.DONE
                : seen.blocks() ? Sign.ERROR : seen.present().isPresent() ? Sign.WARNING : Sign.WAITING;
        Rich more = good || wanted.isEmpty()
                ? texts.rich("environment.tags.good")
                : texts.rich("environment.tags.wanted", words.patterns(wanted));
        return new Task(sign, bold(texts.rich("environment.tags")), more, List.of()).knowing(facts);
    }

    private List<Part> side(EnvironmentModel.Meant meant, Gatehouse.Seen seen) {
        List<Part> parts = new ArrayList<>();
        for (Environments.Step step : seen.plan().steps()) {
            parts.add(Block.of(step.words(), step.request()));
        }
        if (parts.isEmpty()) {
            parts.add(new Remark(Sign.MATCH, texts.rich("environment.nothing-to-send")));
            parts.add(new Values(words.values(
                    meant.repository(), meant.environment(), meant.refs().patterns())));
        } else {
            parts.add(new Remark(Sign.NOTE, account.credential()));
            parts.add(new Remark(Sign.NOTE, texts.rich("environment.undo")));
        }
        return parts;
    }

    private static Rich bold(Rich what) {
        return Steps.bold(what);
    }
}
