package dev.tokenless.ui.publisher;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Bar;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import java.util.ArrayList;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/** The action bar of the step. */
record PublisherBar(Session session, PublisherModel model, Texts texts) {

    Bar of(PublisherScene scene, boolean working) {
        Action back = Action.of(texts.text("back"), Feather.ARROW_LEFT, () -> go(StepId.WORKFLOW));
        Action next =
                Action.primary(texts.text("continue.environment"), Feather.ARROW_RIGHT, () -> go(StepId.ENVIRONMENT));
        if (scene.registry() == null || scene.wanted() == null || scene.agrees()) {
            return new Bar(back, scene.agrees() ? texts.rich("publisher.note.agrees") : Rich.EMPTY, List.of(), next);
        }
        Action onward = Action.of(next.text(), next.icon(), next.run());
        if (scene.typing()) {
            return new Bar(
                    back,
                    texts.rich("publisher.note.typing", scene.name()),
                    List.of(Action.of(texts.text("cancel"), Feather.X, () -> model.type(false))),
                    null);
        }
        if (!scene.api()) {
            String page = texts.text(scene.pending() ? "publisher.open-page" : "publisher.open-form");
            String added = texts.text("publisher.added");
            // Once the page is open, coming back and saying so is the way forward.
            return model.opened()
                    ? new Bar(
                            back,
                            texts.rich("publisher.note.opened"),
                            List.of(
                                    onward,
                                    Action.of(
                                            texts.text("publisher.open-again"),
                                            Feather.EXTERNAL_LINK,
                                            model::openPage)),
                            Action.primary(added, Feather.CHECK, model::added))
                    : new Bar(
                            back,
                            texts.rich(
                                    scene.playedHost().isEmpty()
                                            ? "publisher.note.page"
                                            : "publisher.note.page.sample"),
                            List.of(onward, Action.of(added, Feather.CHECK, model::added)),
                            Action.primary(page, Feather.EXTERNAL_LINK, model::openPage));
        }
        List<Action> others = new ArrayList<>();
        others.add(onward);
        Action read = Action.of(texts.text("publisher.read"), Feather.REFRESH_CW, model::read);
        Action register = Action.primary(texts.text("publisher.register"), Feather.SEND, model::register);
        if (working) {
            register = register.unless(texts.text("publisher.working"));
            read = read.unless(texts.text("publisher.working"));
        } else if (!scene.canSend()) {
            register = register.unless(texts.text("publisher.no-credential"));
            read = read.unless(texts.text("publisher.no-credential"));
        }
        others.add(read);
        return new Bar(
                back,
                register.ready() ? texts.rich("publisher.note.send") : Rich.plain(register.reason()),
                others,
                register);
    }

    private void go(StepId step) {
        session.change(s -> s.at(step));
    }
}
