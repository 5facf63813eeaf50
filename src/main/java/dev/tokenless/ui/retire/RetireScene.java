package dev.tokenless.ui.retire;

import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.ChecklistView.Block;
import dev.tokenless.ui.checklist.ChecklistView.Fact;
import dev.tokenless.ui.checklist.ChecklistView.Field;
import dev.tokenless.ui.checklist.ChecklistView.Part;
import dev.tokenless.ui.checklist.ChecklistView.Task;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.ProofFacts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kordamp.ikonli.feather.Feather;

/** Puts the step Retire into words. */
final class RetireScene {
    private final Session session;
    private final StepBase base;
    private final RetireModel model;
    private final Staged staged;
    private final GitHubLine account;
    private final ProofFacts proofs;
    private final TokenFacts tokens;
    private final Texts texts;
    private final RetireBar presses;
    private final RetireSide beside;
    private final RetireAnswer answers;

    RetireScene(Session session, StepBase base, RetireModel model, Staged staged, GitHubLine account, Texts texts) {
        this.session = session;
        this.base = base;
        this.model = model;
        this.staged = staged;
        this.account = account;
        this.proofs = new ProofFacts(texts);
        this.tokens = new TokenFacts(texts);
        this.texts = texts;
        this.presses = new RetireBar(session, base, model, staged, texts);
        this.beside = new RetireSide(model, staged, account, texts);
        this.answers = new RetireAnswer(staged, texts);
    }

    void show(RetireSight sight) {
        SessionState state = sight.state();
        MigrationPlan plan = sight.plan();
        Steps steps = steps(sight);
        List<Part> parts = beside.of(sight);
        Rich success = model.success();
        boolean kept = state.kept().trouble().isEmpty();
        base.show(
                ChecklistView.of(
                                answers.of(sight),
                                texts.text("retire.title"),
                                texts.rich("checklist.done", steps.done(), steps.count()))
                        .with(steps.tasks())
                        .failing(model.failure())
                        .as(sight.lab() ? Rich.EMPTY : account.words())
                        .noticing(
                                !success.spans().isEmpty() ? Sign.DONE : kept ? Sign.NOTE : Sign.WARNING,
                                !success.spans().isEmpty()
                                        ? success
                                        : Rich.plain(state.kept().trouble()))
                        .beside(
                                texts.text(parts.getFirst() instanceof Block ? "retire.side.request" : "retire.side"),
                                parts)
                        .asking(model.pending() != null),
                rail(plan, steps),
                presses.of(sight));
    }

    private RailLine rail(MigrationPlan plan, Steps steps) {
        return plan.finished()
                ? new RailLine(Sign.DONE, texts.text("retire.rail.done"))
                : new RailLine(
                        Sign.WAITING,
                        Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE)
                                ? texts.text("checklist.done", steps.done(), steps.count())
                                : texts.text("retire.rail.waiting"));
    }

    private Steps steps(RetireSight sight) {
        Steps steps = new Steps(session, texts, model.pages()::openPage);
        MigrationPlan plan = sight.plan();
        Task released = staged.task(
                        plan,
                        Stage.FIRST_TRUSTED_RELEASE,
                        texts.rich("retire.proof.open"),
                        List.of(presses.busy(sight, Action.of(texts.text("retire.look"), Feather.SEARCH, model::look))))
                .knowing(proofs.of(staged.lookouts().observed().release()));
        add(steps, plan, Stage.FIRST_TRUSTED_RELEASE, released);
        add(steps, plan, Stage.TOKENS_FORBIDDEN, forbidding(sight));
        add(steps, plan, Stage.SECRETS_DELETED, deleting(sight));
        add(steps, plan, Stage.TOKEN_REVOKED, revoking(sight));
        steps.note(watching(sight.upload()));
        return steps;
    }

    private static void add(Steps steps, MigrationPlan plan, Stage stage, Task task) {
        steps.stage(task, Staged.passed(plan, stage));
    }

    private Task watching(Upload upload) {
        return new Task(
                Sign.NOTE,
                Steps.bold(texts.rich("retire.watch")),
                texts.rich(
                        Steps.pages(upload).history() ? "retire.watch.history" : "retire.watch.versions",
                        RegistryNames.of(upload.registry())),
                List.of(page("retire.open", Steps.pages(upload).watch(), model.pages()::openPage)));
    }

    private Task forbidding(RetireSight sight) {
        MigrationPlan plan = sight.plan();
        StageState state = plan.state(Stage.TOKENS_FORBIDDEN);
        boolean offered = TokenSwitch.offered(sight.registry());
        List<Action> own = new ArrayList<>();
        if (offered && model.tokens().known(sight)) {
            own.add(presses.busy(
                    sight, Action.of(texts.text("retire.forbid"), Feather.SLASH, () -> model.forbid(true))));
        }
        if (offered && !sight.open().sample()) {
            own.add(page("retire.open", Steps.pages(sight.upload()).settings(), model.pages()::openSetting));
        }
        own.addAll(credential(sight, state));
        Task task = staged.task(plan, Stage.TOKENS_FORBIDDEN, texts.rich("retire.forbid.more"), own);
        if (state instanceof StageState.Done done
                && !done.said()
                && offered
                && model.tokens().known(sight)) {
            List<Action> back = new ArrayList<>(task.actions());
            back.add(presses.busy(
                    sight,
                    Action.of(texts.text("undo"), Feather.ROTATE_CCW, () -> model.confirm(new Pending.Allowing()))));
            return new Task(task.sign(), task.what(), task.more(), back);
        }
        return offered ? asking(task, sight, state) : task;
    }

    /** The ways to a credential, at the stage whose turn it is. */
    private List<Action> credential(RetireSight sight, StageState state) {
        if (!(state instanceof StageState.Open) || sight.open().sample()) {
            return List.of();
        }
        if (model.tokens().known(sight)) {
            return List.of(presses.busy(
                    sight, Action.of(texts.text("publisher.credential.other"), Feather.KEY, model::forgetCredential)));
        }
        List<Action> ways = new ArrayList<>();
        model.tokens()
                .variable(sight.registry())
                .ifPresent(found -> ways.add(Action.of(
                        texts.text("publisher.credential.environment", found.from()),
                        Feather.TERMINAL,
                        () -> model.credential(found.secret(), found.from()))));
        if (sight.registry().equals(RegistryId.NPM)) {
            ways.add(presses.busy(
                    sight, Action.of(texts.text("retire.npm.sign-in"), Feather.LOG_IN, model.tokens()::signInToNpm)));
        }
        return ways;
    }

    private Task asking(Task task, RetireSight sight, StageState state) {
        RegistryId registry = sight.registry();
        return state instanceof StageState.Open && !model.tokens().known(sight)
                ? task.asking(new Field(
                        "registryKey",
                        texts.text("retire.forbid.key", RegistryNames.of(registry)),
                        "",
                        texts.text("retire.forbid.key.prompt"),
                        true,
                        typed -> model.credential(Secret.of(typed), texts.text("signin.from.pasted"))))
                : task;
    }

    private Task deleting(RetireSight sight) {
        MigrationPlan plan = sight.plan();
        String named = sight.names().isEmpty() ? texts.text("retire.secret.unnamed") : String.join(", ", sight.names());
        List<Action> own = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        List<Secrets.Stored> stored = sight.stored();
        boolean open = plan.state(Stage.SECRETS_DELETED) instanceof StageState.Open;
        Secrets.Stored confirmed = model.pending() instanceof Pending.Deletion(Secrets.Stored secret) ? secret : null;
        if (stored != null && open) {
            for (Secrets.Stored secret : stored) {
                facts.add(new Fact(
                        secret.name(),
                        texts.rich("retire.secret.held", secret.level().words(), day(secret.updated()))));
            }
            // The first one's button stands in the bar.
            if (model.pending() == null) {
                stored.stream().skip(1).forEach(s -> own.add(presses.busy(sight, presses.delete(s, sight))));
            }
        } else if (sight.open().inspection().project().repository() != null) {
            own.add(page("retire.open", RetireBar.secretsPage(sight.open()), model.pages()::openSecrets));
        }
        Rich more = confirmed != null
                ? texts.rich(
                        confirmed.shared() ? "retire.secret.confirm.shared" : "retire.secret.confirm",
                        Rich.code(confirmed.name()),
                        confirmed.level().words())
                : sight.lab() && !sight.names().isEmpty()
                        ? texts.rich("retire.secret.more.lab")
                        : open && !sight.names().isEmpty()
                                ? texts.rich("retire.secret.last")
                                : texts.rich("retire.secret.more", named);
        Task task = staged.task(plan, Stage.SECRETS_DELETED, more, own);
        if (confirmed != null) {
            // The presses that only say that it was done stand back while a deletion is to be confirmed.
            task = new Task(task.sign(), task.what(), more, own);
        }
        return task.knowing(facts);
    }

    private Task revoking(RetireSight sight) {
        MigrationPlan plan = sight.plan();
        StageState state = plan.state(Stage.TOKEN_REVOKED);
        boolean lists = TokenSwitch.lists(sight.registry());
        boolean open = state instanceof StageState.Open;
        Action page = page("retire.revoke.page", Steps.pages(sight.upload()).tokens(), model.pages()::openTokens);
        if (!lists || !open) {
            return staged.task(plan, Stage.TOKEN_REVOKED, texts.rich("retire.revoke.more"), List.of(page));
        }
        List<TokenSwitch.Listed> listed = model.tokens().listed().orElse(null);
        List<Action> own = new ArrayList<>();
        if (model.tokens().known(sight)) {
            String words = texts.text(listed == null ? "retire.tokens.list" : "retire.tokens.again");
            own.add(presses.busy(sight, Action.of(words, Feather.LIST, () -> model.list(false))));
        }
        own.add(page);
        if (model.pending() instanceof Pending.Revoking(StoredToken token)) {
            Rich sure = texts.rich("retire.tokens.confirm", Rich.code(TokenFacts.name(token)));
            Task task = staged.task(plan, Stage.TOKEN_REVOKED, sure, List.of());
            return new Task(task.sign(), task.what(), sure, List.of()).knowing(tokens.facts(List.of(token)));
        }
        List<StoredToken> all = listed == null
                ? List.of()
                : listed.stream().map(TokenSwitch.Listed::token).toList();
        List<StoredToken> able = all.stream()
                .filter(StoredToken::mayPublish)
                .limit(TokenFacts.MOST)
                .toList();
        able.forEach(token -> own.add(presses.busy(sight, presses.revoke(token))));
        own.addAll(credential(sight, state));
        Rich more = listed == null
                ? texts.rich("retire.tokens.more")
                : all.isEmpty() ? texts.rich("retire.tokens.none") : texts.rich("retire.tokens.which");
        return asking(staged.task(plan, Stage.TOKEN_REVOKED, more, own).knowing(tokens.facts(all)), sight, state);
    }

    private static String day(String updated) {
        return updated.length() >= 10 ? updated.substring(0, 10) : updated;
    }

    private Action page(String key, String address, Consumer<String> opens) {
        return Action.of(texts.text(key), Feather.EXTERNAL_LINK, () -> opens.accept(address));
    }
}
