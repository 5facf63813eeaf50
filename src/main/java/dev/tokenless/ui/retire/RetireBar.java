package dev.tokenless.ui.retire;

import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Secrets;
import dev.tokenless.migration.CiHost;
import dev.tokenless.migration.Stage;
import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.checklist.StepBase;
import dev.tokenless.ui.checklist.Steps;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What can be pressed in the step Retire: the one action that goes on, and those of its tasks. */
final class RetireBar {
    private static final int LONGEST_NAME = 40;

    private final Session session;
    private final StepBase base;
    private final RetireModel model;
    private final Staged staged;
    private final Texts texts;

    RetireBar(Session session, StepBase base, RetireModel model, Staged staged, Texts texts) {
        this.session = session;
        this.base = base;
        this.model = model;
        this.staged = staged;
        this.texts = texts;
    }

    Bar of(RetireSight sight) {
        Pending pending = model.pending();
        if (pending != null) {
            return confirming(sight, pending);
        }
        Action overview =
                Action.of(texts.text("retire.overview"), Feather.GRID, () -> session.change(s -> s.at(StepId.PROJECT)));
        List<Action> others = new ArrayList<>();
        Action main = main(sight);
        if (main == null || !main.text().equals(texts.text("retire.look"))) {
            others.add(busy(sight, Action.of(texts.text("retire.look"), Feather.REFRESH_CW, model::look)));
        }
        if (main == null) {
            Action primary = Action.primary(overview.text(), overview.icon(), overview.run());
            return new Bar(base.back(), texts.rich("retire.note"), others, primary);
        }
        List<Piece> ready = Piece.ready(model.tokens(), sight);
        if (ready.stream().anyMatch(Piece::sends)
                && ready.size() + (Piece.listsFirst(model.tokens(), sight) ? 1 : 0) > 1) {
            others.add(busy(
                    sight, Action.of(texts.text("retire.all"), Feather.LAYERS, () -> model.confirmTogether(sight))));
        }
        others.add(overview);
        return new Bar(base.back(), note(sight), others, busy(sight, main));
    }

    /** An action that waits while something else goes on. */
    Action busy(RetireSight sight, Action action) {
        return action.ready() && (sight.looking() || sight.working())
                ? action.unless(texts.text("retire.waiting"))
                : action;
    }

    private Bar confirming(RetireSight sight, Pending pending) {
        Action sure = switch (pending) {
            case Pending.Deletion(Secrets.Stored secret) ->
                Action.of(texts.text("retire.secret.sure", secret.name()), Feather.TRASH_2, model::carryOut)
                        .destroying();
            case Pending.Allowing _ -> Action.primary(texts.text("retire.allow"), Feather.ROTATE_CCW, model::carryOut);
            case Pending.Revoking(StoredToken token) ->
                Action.of(texts.text("retire.tokens.sure", name(token)), Feather.TRASH_2, model::carryOut)
                        .destroying();
            case Pending.Together(List<Piece> pieces) ->
                Action.of(sure(pieces), Feather.TRASH_2, model::carryOut).destroying();
        };
        String keep = switch (pending) {
            case Pending.Allowing _ -> "retire.allow.keep";
            case Pending.Together _ -> "retire.all.keep";
            case Pending.Deletion _, Pending.Revoking _ -> "retire.secret.keep";
        };
        Rich note = switch (pending) {
            case Pending.Deletion _ -> texts.rich("retire.note.confirm");
            case Pending.Allowing _ -> texts.rich("retire.note.forbid");
            case Pending.Revoking _ -> texts.rich("retire.note.revoking");
            case Pending.Together _ -> texts.rich("retire.note.all");
        };
        return new Bar(base.back(), note, List.of(), busy(sight, sure))
                .leaving(Action.of(texts.text(keep), Feather.X, () -> model.confirm(null)));
    }

    private String sure(List<Piece> pieces) {
        long requests = pieces.stream().filter(Piece::sends).count();
        return texts.plural(requests == pieces.size() ? "retire.all.sure" : "retire.all.sure-page", requests, requests);
    }

    private Rich note(RetireSight sight) {
        Stage current = sight.plan().current();
        if (afterPage(sight, current, false).isPresent()) {
            return texts.rich("retire.note.did");
        }
        return switch (sight.plan().current()) {
            case TOKENS_FORBIDDEN -> texts.rich("retire.note.forbid");
            case SECRETS_DELETED ->
                texts.rich(
                        sight.stored() == null || sight.stored().isEmpty() ? "retire.note.page" : "retire.note.secret");
            case TOKEN_REVOKED ->
                texts.rich(
                        !model.tokens().lists(sight)
                                ? "retire.note.revoke"
                                : model.tokens().listed().isEmpty() ? "retire.note.tokens" : "retire.note.secret");
            case PUBLISHER_REGISTERED,
                    TOKEN_KEPT_AS_FALLBACK,
                    TEST_RELEASE,
                    PRODUCTION_SWITCHED,
                    FIRST_TRUSTED_RELEASE -> texts.rich("retire.note");
        };
    }

    /** The one action that goes on; null where nothing is left, or something before this step is. */
    private @Nullable Action main(RetireSight sight) {
        if (sight.plan().finished()) {
            return null;
        }
        return switch (sight.plan().current()) {
            case TOKENS_FORBIDDEN -> forbid(sight);
            case SECRETS_DELETED -> {
                List<Secrets.Stored> stored = sight.stored();
                yield stored == null || stored.isEmpty()
                        ? afterPage(sight, Stage.SECRETS_DELETED, stored != null && !sight.lab())
                                .orElseGet(() -> Action.primary(
                                        texts.text(sight.lab() ? "retire.secret.page.lab" : "retire.secret.page"),
                                        Feather.EXTERNAL_LINK,
                                        () -> model.pages().openSecrets(secretsPage(sight.open()))))
                        : delete(stored.getFirst(), sight);
            }
            case TOKEN_REVOKED -> revoke(sight);
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

    private Action forbid(RetireSight sight) {
        return model.tokens().known(sight)
                ? Action.primary(texts.text("retire.forbid"), Feather.SLASH, () -> model.forbid(true))
                : afterPage(sight, Stage.TOKENS_FORBIDDEN, model.pages().tells())
                        .orElseGet(() -> Action.primary(
                                texts.text("retire.forbid.page"),
                                Feather.EXTERNAL_LINK,
                                () -> model.pages()
                                        .openSetting(Steps.pages(sight.upload()).settings())));
    }

    private Action revoke(RetireSight sight) {
        List<TokenSwitch.Listed> listed = model.tokens().listed().orElse(null);
        if (model.tokens().lists(sight) && listed == null) {
            return Action.primary(texts.text("retire.tokens.list"), Feather.LIST, () -> model.list(false));
        }
        List<StoredToken> able = model.tokens().able();
        return able.size() == 1
                ? revoke(able.getFirst())
                : afterPage(sight, Stage.TOKEN_REVOKED, false)
                        .orElseGet(() -> Action.primary(
                                texts.text("retire.revoke.page"),
                                Feather.EXTERNAL_LINK,
                                () -> model.pages()
                                        .openTokens(Steps.pages(sight.upload()).tokens())));
    }

    /**
     * What comes next once the page of a stage was opened: a look where the stage can be seen, else the user's word. The page
     * stays within reach at the stage itself.
     */
    private Optional<Action> afterPage(RetireSight sight, Stage stage, boolean seen) {
        if (!model.pages().paged(stage)) {
            return Optional.empty();
        }
        if (seen) {
            return Optional.of(Action.primary(texts.text("retire.look"), Feather.REFRESH_CW, model::look));
        }
        return Optional.of(staged.did(
                sight.plan(),
                stage,
                texts.text(
                        stage == Stage.TOKEN_REVOKED
                                ? "retire.did.revoke"
                                : stage == Stage.SECRETS_DELETED ? "retire.did.delete" : "retire.did.forbid")));
    }

    /** Asks whether a token is to be revoked. */
    Action revoke(StoredToken token) {
        return Action.of(
                        texts.text("retire.tokens.revoke", name(token)),
                        Feather.TRASH_2,
                        () -> model.confirm(new Pending.Revoking(token)))
                .destroying();
    }

    /** Its name; with its beginning where another one has the same name. */
    private String name(StoredToken token) {
        boolean alone = !token.name().isEmpty()
                && model.tokens().able().stream()
                                .filter(t -> t.name().equals(token.name()))
                                .count()
                        == 1;
        String words = alone ? token.name() : token.words();
        return words.length() > LONGEST_NAME ? words.substring(0, LONGEST_NAME) + "\u2026" : words;
    }

    /** Asks whether a secret is to be deleted. */
    Action delete(Secrets.Stored secret, RetireSight sight) {
        Action delete = Action.of(
                        texts.text("retire.secret.delete", secret.name()),
                        Feather.TRASH_2,
                        () -> model.confirm(new Pending.Deletion(secret)))
                .destroying();
        List<SecretUses.Use> uses = sight.uses(secret.name());
        return uses.isEmpty()
                ? delete
                : delete.unless(texts.text(
                        "retire.secret.used",
                        secret.name(),
                        FileNames.line(uses.getFirst().place())));
    }

    static String secretsPage(Reading open) {
        RepositoryId repository = open.inspection().project().repository();
        return repository == null
                ? "https://github.com"
                : Steps.hostPage(
                        repository,
                        CiHost.of(repository) == CiHost.GITLAB ? "/-/settings/ci_cd" : "/settings/secrets/actions");
    }
}
