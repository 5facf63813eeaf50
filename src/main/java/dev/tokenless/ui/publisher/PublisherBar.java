package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.feather.Feather;

/** The action bar of the step. */
record PublisherBar(Session session, PublisherModel model, Texts texts) {

    Bar of(PublisherScene scene, boolean working) {
        Action back = Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> go(StepId.WORKFLOW));
        Action next =
                Action.primary(texts.text("continue.environment"), Feather.ARROW_RIGHT, () -> go(StepId.ENVIRONMENT));
        Action cancel = Action.of(texts.text("cancel"), Feather.X, () -> model.mode(Showing.Mode.ONE));
        if (scene.together()) {
            return several(scene, working, back);
        }
        if (scene.mode() == Showing.Mode.REMOVING && !scene.removal().isEmpty()) {
            Action remove = Action.of(
                            texts.text("publisher.remove"),
                            Feather.TRASH_2,
                            () -> model.one().remove())
                    .destroying();
            return new Bar(back, texts.rich("publisher.note.remove"), List.of(unlessSent(remove, scene, working)), null)
                    .leaving(cancel);
        }
        if (scene.mode() == Showing.Mode.RAW && !scene.raw().isEmpty()) {
            return new Bar(back, Rich.EMPTY, List.of(), null).leaving(cancel);
        }
        if (scene.mode() == Showing.Mode.FILE && !scene.file().isEmpty()) {
            return new Bar(
                            back,
                            texts.rich("publisher.note.file"),
                            List.of(),
                            Action.primary(
                                    texts.plural("write.files", 1, 1),
                                    Feather.SAVE,
                                    () -> model.file().write()))
                    .leaving(cancel);
        }
        if (scene.registry() == null || scene.wanted() == null || scene.agrees()) {
            return new Bar(
                    back,
                    scene.agrees() ? texts.rich("publisher.note.agrees") : Rich.EMPTY,
                    scene.agrees() ? afterwards(scene) : List.of(),
                    next);
        }
        Action onward = Action.of(next.text(), next.icon(), next.run());
        if (scene.typing()) {
            return new Bar(back, texts.rich("publisher.note.typing", scene.name()), List.of(), null).leaving(cancel);
        }
        if (!scene.api()) {
            String page = texts.text(scene.pending() ? "publisher.open-page" : "publisher.open-form");
            String added = texts.text("publisher.added");
            // Once the page is open, coming back and saying so is the way forward.
            return model.page().opened()
                    ? new Bar(
                            back,
                            texts.rich("publisher.note.opened"),
                            List.of(
                                    Action.of(
                                            texts.text("publisher.open-again"), Feather.EXTERNAL_LINK, model::openPage),
                                    Action.of(
                                            texts.text("publisher.added-on"),
                                            Feather.ARROW_RIGHT,
                                            () -> model.page().added(true))),
                            Action.primary(
                                    added, Feather.CHECK, () -> model.page().added(false)))
                    : new Bar(
                            back,
                            texts.rich(
                                    scene.playedHost().isEmpty()
                                            ? "publisher.note.page"
                                            : "publisher.note.page.sample"),
                            List.of(
                                    onward,
                                    Action.of(
                                            added,
                                            Feather.CHECK,
                                            () -> model.page().added(false))),
                            Action.primary(page, Feather.EXTERNAL_LINK, model::openPage));
        }
        List<Action> others = new ArrayList<>();
        if (!scene.raw().isEmpty()) {
            others.add(Action.of(texts.text("publisher.raw.show"), Feather.EYE, () -> model.mode(Showing.Mode.RAW)));
        }
        several(scene).ifPresent(others::add);
        if (!scene.removal().isEmpty()) {
            others.add(removing());
        }
        others.add(unlessSent(
                Action.of(
                        texts.text("publisher.read"),
                        Feather.REFRESH_CW,
                        () -> model.one().read()),
                scene,
                working));
        Action register = unlessSent(
                Action.primary(
                        texts.text("publisher.register"),
                        Feather.SEND,
                        () -> model.one().register(false)),
                scene,
                working);
        others.add(
                register.ready() && !model.one().tellsAfterwards()
                        ? Action.of(
                                texts.text("publisher.register-on"),
                                Feather.ARROW_RIGHT,
                                () -> model.one().register(true))
                        : onward);
        return new Bar(
                back,
                register.ready() ? texts.rich("publisher.note.send", scene.name()) : Rich.plain(register.reason()),
                others,
                register);
    }

    /** Other packages: those of this repository, or where the registry lists them those of the account. */
    private Optional<Action> several(PublisherScene scene) {
        RegistryId registry = scene.upload().registry();
        boolean listed = registry.equals(RegistryId.RUBYGEMS) || registry.equals(RegistryId.CRATES_IO);
        String words = scene.packages() > 1
                ? texts.text("publisher.several", scene.packages())
                : texts.text("publisher.several.more");
        return scene.api() && (scene.packages() > 1 || listed)
                ? Optional.of(Action.of(words, Feather.LAYERS, () -> model.several(true)))
                : Optional.empty();
    }

    private Action removing() {
        return Action.of(
                texts.text("publisher.removing.show"), Feather.TRASH_2, () -> model.mode(Showing.Mode.REMOVING));
    }

    private Action unlessSent(Action action, PublisherScene scene, boolean working) {
        return working
                ? action.unless(texts.text("publisher.working"))
                : scene.canSend() ? action : action.unless(texts.text("publisher.no-credential"));
    }

    /** What can still be done once registry and workflow agree. */
    private List<Action> afterwards(PublisherScene scene) {
        List<Action> others = new ArrayList<>();
        several(scene).ifPresent(others::add);
        if (scene.api() && !scene.removal().isEmpty()) {
            others.add(removing());
        }
        if (!(scene.known() instanceof KnownPublishers.Held held) || held.source() != KnownPublishers.Source.FILE) {
            others.add(Action.of(
                    texts.text("publisher.file.offer"),
                    Feather.FILE_PLUS,
                    () -> model.file().offer()));
        }
        return others;
    }

    private Bar several(PublisherScene scene, boolean working, Action back) {
        List<Action> others =
                List.of(Action.of(texts.text("publisher.several.one"), Feather.X, () -> model.several(false)));
        int open = scene.several().open();
        if (open == 0) {
            return new Bar(
                    back,
                    texts.rich(scene.several().begun() ? "publisher.note.agrees" : "publisher.several.none"),
                    others,
                    Action.primary(
                            texts.text("continue.environment"), Feather.ARROW_RIGHT, () -> go(StepId.ENVIRONMENT)));
        }
        Action register = unlessSent(
                Action.primary(
                        texts.plural(
                                scene.several().begun() ? "publisher.several.go-on" : "publisher.several.register",
                                open,
                                open),
                        Feather.SEND,
                        () -> model.several().register()),
                scene,
                working);
        return new Bar(
                back,
                register.ready() ? texts.rich("publisher.note.several") : Rich.plain(register.reason()),
                others,
                register);
    }

    private void go(StepId step) {
        session.change(s -> s.at(step));
    }
}
