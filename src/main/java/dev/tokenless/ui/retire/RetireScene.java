package dev.tokenless.ui.retire;

import dev.tokenless.ci.github.Workflow;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.migration.MigrationPlan;
import dev.tokenless.migration.Observed;
import dev.tokenless.migration.Stage;
import dev.tokenless.migration.StageState;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.ReleaseProof;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView;
import dev.tokenless.ui.checklist.ChecklistView.Block;
import dev.tokenless.ui.checklist.ChecklistView.Fact;
import dev.tokenless.ui.checklist.ChecklistView.Field;
import dev.tokenless.ui.checklist.ChecklistView.Part;
import dev.tokenless.ui.checklist.ChecklistView.Remark;
import dev.tokenless.ui.checklist.ChecklistView.Row;
import dev.tokenless.ui.checklist.ChecklistView.Rows;
import dev.tokenless.ui.checklist.ChecklistView.Task;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.ProofFacts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Puts the step Retire into words. */
final class RetireScene {
    private final Session session;
    private final StepBase base;
    private final RetireModel model;
    private final Staged staged;
    private final GitHubAccess gitHub;
    private final GitHubLine account;
    private final ProofFacts proofs;
    private final Texts texts;
    private final Desktop desktop;

    RetireScene(
            Session session,
            StepBase base,
            RetireModel model,
            Staged staged,
            GitHubAccess gitHub,
            Texts texts,
            Desktop desktop) {
        this.session = session;
        this.base = base;
        this.model = model;
        this.staged = staged;
        this.gitHub = gitHub;
        this.account = new GitHubLine(gitHub, texts);
        this.proofs = new ProofFacts(texts);
        this.texts = texts;
        this.desktop = desktop;
    }

    /**
     * What is known for one showing.
     *
     * @param stored the secrets of the package that GitHub still holds; null where nobody looked
     */
    private record Scene(
            SessionState state,
            Reading open,
            Upload upload,
            MigrationPlan plan,
            Set<String> names,
            @Nullable List<Secrets.Stored> stored) {}

    void show(SessionState state, Reading open, Upload upload, MigrationPlan plan) {
        Scene scene = new Scene(state, open, upload, plan, names(state, upload), null);
        Observed.StoredSecrets held = staged.lookouts().observed().secrets();
        if (held != null) {
            scene = new Scene(
                    state,
                    open,
                    upload,
                    plan,
                    scene.names(),
                    held.stored().stream()
                            .filter(s -> names(state, upload).contains(s.name()))
                            .toList());
        }
        Steps steps = steps(scene);
        boolean looking = staged.lookouts().looking();
        Rich failure = model.carrying().failure();
        base.show(
                ChecklistView.of(
                                answer(scene, looking),
                                texts.text("retire.title"),
                                texts.rich(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size()))
                        .with(steps.tasks())
                        .failing(failure.spans().isEmpty() ? staged.lookouts().trouble() : failure)
                        .as(account.words())
                        .noticing(sign(state), notice(state, upload))
                        .beside(texts.text("retire.side"), side(scene)),
                rail(plan, steps),
                bar(scene, looking));
    }

    private static Set<String> names(SessionState state, Upload upload) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(state.kept().remembered().secretNames(MigrationPlan.key(upload.registry(), upload.name())));
        if (upload.examined() != null) {
            names.addAll(upload.examined().job().secrets());
        }
        return names;
    }

    private static Sign sign(SessionState state) {
        return state.kept().trouble().isEmpty() ? Sign.NOTE : Sign.WARNING;
    }

    private Rich notice(SessionState state, Upload upload) {
        return state.kept().trouble().isEmpty()
                ? texts.rich("retire.notice", RegistryNames.of(upload.registry()))
                : Rich.plain(state.kept().trouble());
    }

    private Answer answer(Scene scene, boolean looking) {
        MigrationPlan plan = scene.plan();
        List<String> used = scene.upload().examined() == null
                ? List.of()
                : scene.upload().examined().job().secrets();
        ReleaseProof proof = staged.lookouts().observed().release();
        if (looking) {
            return new Answer(
                    Sign.RUNNING,
                    texts.rich(
                            "lookout.looking",
                            Rich.code(scene.upload().name()),
                            RegistryNames.of(scene.upload().registry())),
                    Rich.EMPTY);
        }
        if (!used.isEmpty()) {
            return new Answer(
                    Sign.TOKEN,
                    texts.rich("retire.answer.waiting"),
                    texts.rich("retire.answer.used", Rich.code(String.join(", ", used))));
        }
        if (plan.finished()) {
            return new Answer(
                    Sign.DONE,
                    texts.rich("retire.answer.done", Rich.code(scene.upload().name())),
                    texts.rich("retire.answer.done.below"));
        }
        if (Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE)) {
            return new Answer(
                    Sign.DONE,
                    proof != null && proof.state() == ReleaseProof.State.TRUSTED
                            ? texts.rich("retire.answer.version", Rich.code(proof.version()))
                            : texts.rich("retire.answer.proof"),
                    texts.rich("retire.answer.proof.below"));
        }
        return new Answer(
                Sign.TOKEN,
                texts.rich("retire.answer.waiting"),
                proof == null ? texts.rich("retire.answer.unlooked") : Rich.plain(proof.sentence()));
    }

    private RailLine rail(MigrationPlan plan, Steps steps) {
        return plan.finished()
                ? new RailLine(Sign.DONE, texts.text("retire.rail.done"))
                : new RailLine(
                        Sign.WAITING,
                        Staged.done(plan, Stage.FIRST_TRUSTED_RELEASE)
                                ? texts.text(
                                        "checklist.done",
                                        steps.done(),
                                        steps.tasks().size())
                                : texts.text("retire.rail.waiting"));
    }

    private Bar bar(Scene scene, boolean looking) {
        MigrationPlan plan = scene.plan();
        boolean working = model.carrying().working();
        Action look = Action.of(texts.text("retire.look"), Feather.REFRESH_CW, model::look);
        Action overview =
                Action.of(texts.text("retire.overview"), Feather.GRID, () -> session.change(s -> s.at(StepId.PROJECT)));
        List<Action> others = new ArrayList<>();
        others.add(looking || working ? look.unless(texts.text("retire.waiting")) : look);
        Action main = main(scene);
        if (main == null) {
            Action primary = Action.primary(overview.text(), overview.icon(), overview.run());
            return new Bar(base.back(), texts.rich("retire.note"), others, primary);
        }
        if (model.confirming() != null) {
            others.clear();
            others.add(Action.of(texts.text("retire.secret.keep"), Feather.X, () -> model.confirm(null)));
        } else if (!plan.finished()) {
            others.add(overview);
        }
        return new Bar(
                base.back(),
                note(scene),
                others,
                looking || working ? main.unless(texts.text("retire.waiting")) : main);
    }

    private Rich note(Scene scene) {
        return switch (scene.plan().current()) {
            case TOKENS_FORBIDDEN -> texts.rich("retire.note.forbid");
            case SECRETS_DELETED ->
                texts.rich(model.confirming() == null ? "retire.note.secret" : "retire.note.confirm");
            case TOKEN_REVOKED -> texts.rich("retire.note.revoke");
            case PUBLISHER_REGISTERED,
                    TOKEN_KEPT_AS_FALLBACK,
                    TEST_RELEASE,
                    PRODUCTION_SWITCHED,
                    FIRST_TRUSTED_RELEASE -> texts.rich("retire.note");
        };
    }

    /** The one action that goes on; null where nothing is left, or something before this step is. */
    private @Nullable Action main(Scene scene) {
        if (scene.plan().finished()) {
            return null;
        }
        return switch (scene.plan().current()) {
            case TOKENS_FORBIDDEN -> forbid(scene);
            case SECRETS_DELETED -> {
                Secrets.Stored confirmed = model.confirming();
                if (confirmed != null) {
                    yield Action.of(texts.text("retire.secret.sure", confirmed.name()), Feather.TRASH_2, model::delete)
                            .destroying();
                }
                List<Secrets.Stored> stored = scene.stored();
                yield stored == null || stored.isEmpty()
                        ? Action.primary(
                                texts.text("retire.secret.page"),
                                Feather.EXTERNAL_LINK,
                                () -> desktop.openPage(secretsPage(scene.open())))
                        : delete(stored.getFirst(), scene);
            }
            case TOKEN_REVOKED ->
                Action.primary(
                        texts.text("retire.revoke.page"),
                        Feather.EXTERNAL_LINK,
                        () -> desktop.openPage(Steps.pages(scene.upload()).tokens()));
            case PUBLISHER_REGISTERED,
                    TOKEN_KEPT_AS_FALLBACK,
                    TEST_RELEASE,
                    PRODUCTION_SWITCHED,
                    FIRST_TRUSTED_RELEASE ->
                Action.primary(
                        texts.text("retire.to-release"),
                        Feather.ARROW_LEFT,
                        () -> session.change(s -> s.at(StepId.RELEASE)));
        };
    }

    private Action forbid(Scene scene) {
        RegistryId registry = scene.upload().registry();
        if (!scene.open().sample() && model.tokens().from(registry).isEmpty()) {
            return Action.primary(
                    texts.text("retire.forbid.page"),
                    Feather.EXTERNAL_LINK,
                    () -> desktop.openPage(settingsPage(scene.upload())));
        }
        return Action.primary(texts.text("retire.forbid"), Feather.SLASH, () -> model.forbid(true));
    }

    private Action delete(Secrets.Stored secret, Scene scene) {
        Action delete = Action.of(
                        texts.text("retire.secret.delete", secret.name()), Feather.TRASH_2, () -> model.confirm(secret))
                .destroying();
        List<SecretUses.Use> uses = uses(scene.open(), secret.name());
        return uses.isEmpty()
                ? delete
                : delete.unless(texts.text(
                        "retire.secret.used",
                        secret.name(),
                        FileNames.line(uses.getFirst().place())));
    }

    private Steps steps(Scene scene) {
        Steps steps = new Steps(session, texts, desktop);
        MigrationPlan plan = scene.plan();
        ReleaseProof proof = staged.lookouts().observed().release();
        add(
                steps,
                plan,
                Stage.FIRST_TRUSTED_RELEASE,
                staged.task(
                                plan,
                                Stage.FIRST_TRUSTED_RELEASE,
                                texts.rich("retire.proof.open"),
                                List.of(Action.of(texts.text("retire.look"), Feather.SEARCH, model::look)))
                        .knowing(proofs.of(proof)));
        add(steps, plan, Stage.TOKENS_FORBIDDEN, forbidding(scene));
        add(steps, plan, Stage.SECRETS_DELETED, deleting(scene));
        Task revoking = staged.task(
                plan,
                Stage.TOKEN_REVOKED,
                texts.rich("retire.revoke.more"),
                List.of(page("retire.revoke.page", Steps.pages(scene.upload()).tokens())));
        add(steps, plan, Stage.TOKEN_REVOKED, revoking);
        steps.tasks().add(watching(scene.upload()));
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
                List.of(page("retire.open", Steps.pages(upload).watch())));
    }

    private Task forbidding(Scene scene) {
        MigrationPlan plan = scene.plan();
        RegistryId registry = scene.upload().registry();
        boolean open = plan.state(Stage.TOKENS_FORBIDDEN) instanceof StageState.Open;
        boolean sample = scene.open().sample();
        String from = model.tokens().from(registry);
        List<Action> own = new ArrayList<>();
        if (TokenSwitch.offered(registry) && (sample || !from.isEmpty())) {
            own.add(Action.of(texts.text("retire.forbid"), Feather.SLASH, () -> model.forbid(true)));
        }
        if (TokenSwitch.offered(registry) && !sample) {
            own.add(page("retire.open", settingsPage(scene.upload())));
            if (from.isEmpty()) {
                model.tokens()
                        .variable(registry)
                        .ifPresent(found -> own.add(Action.of(
                                texts.text("publisher.credential.environment", found.from()),
                                Feather.TERMINAL,
                                () -> model.credential(found.secret(), found.from()))));
            }
        }
        Task task = staged.task(plan, Stage.TOKENS_FORBIDDEN, texts.rich("retire.forbid.more"), own);
        if (plan.state(Stage.TOKENS_FORBIDDEN) instanceof StageState.Done(var evidence, var at, boolean said)
                && !said
                && TokenSwitch.offered(registry)
                && (sample || !from.isEmpty())) {
            List<Action> back = new ArrayList<>(task.actions());
            back.add(Action.of(texts.text("undo"), Feather.ROTATE_CCW, () -> model.forbid(false)));
            return new Task(task.sign(), task.what(), task.more(), back);
        }
        return open && TokenSwitch.offered(registry) && !sample && from.isEmpty()
                ? task.asking(new Field(
                        "registryKey",
                        texts.text("retire.forbid.key", RegistryNames.of(registry)),
                        "",
                        texts.text("retire.forbid.key.prompt"),
                        true,
                        typed -> model.credential(Secret.of(typed), texts.text("signin.from.pasted"))))
                : task;
    }

    private Task deleting(Scene scene) {
        MigrationPlan plan = scene.plan();
        String named = scene.names().isEmpty() ? texts.text("retire.secret.unnamed") : String.join(", ", scene.names());
        List<Action> own = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        List<Secrets.Stored> stored = scene.stored();
        Secrets.Stored confirmed = model.confirming();
        boolean open = plan.state(Stage.SECRETS_DELETED) instanceof StageState.Open;
        if (stored != null && open) {
            for (Secrets.Stored secret : stored) {
                facts.add(new Fact(
                        secret.name(),
                        texts.rich("retire.secret.held", secret.level().words(), day(secret.updated()))));
            }
            // The first one's button stands in the bar.
            if (confirmed == null) {
                stored.stream().skip(1).forEach(s -> own.add(delete(s, scene)));
            }
        } else if (scene.open().inspection().project().repository() != null) {
            own.add(page("retire.open", secretsPage(scene.open())));
        }
        Rich more = confirmed != null
                ? texts.rich("retire.secret.confirm", Rich.code(confirmed.name()))
                : texts.rich("retire.secret.more", named);
        Task task = staged.task(plan, Stage.SECRETS_DELETED, more, own);
        if (confirmed != null) {
            // The presses that only say that it was done stand back while a deletion is to be confirmed.
            task = new Task(task.sign(), task.what(), more, own);
        }
        return task.knowing(facts);
    }

    private static String day(String updated) {
        return updated.length() >= 10 ? updated.substring(0, 10) : updated;
    }

    private List<Part> side(Scene scene) {
        List<Part> parts = new ArrayList<>();
        Stage current = scene.plan().current();
        Secrets.Stored next = model.confirming();
        List<Secrets.Stored> stored = scene.stored();
        if (next == null && current == Stage.SECRETS_DELETED && stored != null && !stored.isEmpty()) {
            next = stored.getFirst();
        }
        if (next != null && gitHub.signedIn()) {
            parts.add(Block.of(texts.text("retire.request.secret"), model.deletion(next)));
            parts.add(new Remark(Sign.NOTE, account.credential()));
        } else if (current == Stage.TOKENS_FORBIDDEN) {
            model.switching()
                    .ifPresent(request -> parts.add(Block.of(
                            texts.text(
                                    "retire.request.forbid",
                                    RegistryNames.of(scene.upload().registry())),
                            request)));
        }
        for (String name : scene.names()) {
            parts.add(readers(scene, name));
        }
        if (scene.names().isEmpty()) {
            parts.add(new Remark(Sign.UNKNOWN, texts.rich("retire.secret.unknown")));
        }
        staged.lookouts().unseen().forEach(u -> parts.add(new Remark(Sign.UNKNOWN, Rich.plain(u))));
        return parts;
    }

    private Rows readers(Scene scene, String name) {
        List<SecretUses.Use> uses = uses(scene.open(), name);
        List<Row> rows = new ArrayList<>();
        for (SecretUses.Use use : uses) {
            rows.add(new Row(
                    use.kind() == SecretUses.Kind.NAMED ? Sign.WARNING : Sign.UNKNOWN,
                    new Rich(List.of(Rich.code(FileNames.line(use.place())))),
                    texts.rich(
                            switch (use.kind()) {
                                case NAMED -> "retire.use.named";
                                case INHERITED -> "retire.use.inherited";
                                case ANY -> "retire.use.any";
                            },
                            use.line())));
        }
        if (rows.isEmpty()) {
            for (Workflow workflow : scene.open().inspection().workflows()) {
                rows.add(new Row(
                        Sign.MATCH,
                        new Rich(List.of(Rich.code(FileNames.name(workflow.path())))),
                        texts.rich("retire.use.none")));
            }
        }
        return new Rows(
                texts.text("retire.readers", name),
                uses.isEmpty()
                        ? texts.rich("retire.readers.none")
                        : texts.richPlural("retire.readers.some", uses.size(), uses.size()),
                rows);
    }

    private static List<SecretUses.Use> uses(Reading open, String name) {
        List<SourceText> files =
                open.inspection().workflows().stream().map(Workflow::source).toList();
        return SecretUses.of(name, files);
    }

    private Action page(String key, String address) {
        return Action.of(texts.text(key), Feather.EXTERNAL_LINK, () -> desktop.openPage(address));
    }

    private static String secretsPage(Reading open) {
        RepositoryId repository = open.inspection().project().repository();
        return repository == null ? "https://github.com" : Steps.gitHubPage(repository, "/settings/secrets/actions");
    }

    private static String settingsPage(Upload upload) {
        return Steps.pages(upload).settings();
    }
}
