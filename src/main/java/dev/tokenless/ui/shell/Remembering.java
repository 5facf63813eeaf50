package dev.tokenless.ui.shell;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.settings.Recent;
import dev.tokenless.ui.settings.Settings;
import dev.tokenless.ui.settings.SettingsFile;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the list of recent projects with the state each was left in; the sample is not one. */
final class Remembering {
    private final SettingsFile settings;
    private final Texts texts;
    private final List<StepModel> steps;
    private @Nullable Recent last;

    Remembering(SettingsFile settings, Texts texts, List<StepModel> steps) {
        this.settings = settings;
        this.texts = texts;
        this.steps = steps;
    }

    void follow(SessionState state) {
        Reading open = state.reading();
        if (open == null || open.sample()) {
            return;
        }
        Recent recent = recent(state, open);
        if (!recent.equals(last)) {
            last = recent;
            Settings kept = settings.get();
            settings.put(kept.with(recent));
        }
    }

    private Recent recent(SessionState now, Reading open) {
        String registries = open.uploads().stream()
                .map(u -> RegistryNames.of(u.registry()))
                .distinct()
                .collect(Collectors.joining(", "));
        String line = open.uploads().isEmpty()
                ? texts.text(open.unread().isPresent() ? "welcome.recent.unread" : "welcome.recent.none")
                : texts.plural(
                        "welcome.recent.line",
                        open.uploads().size(),
                        open.uploads().size(),
                        registries);
        StepModel at = steps.stream()
                .filter(s -> s.id() != StepId.PROJECT && s.rail().getValue().sign() != Sign.DONE)
                .findFirst()
                .orElse(null);
        RailLine rail = at == null ? done(now, open) : at.rail().getValue();
        String state = at == null
                ? rail.words()
                : texts.text("welcome.recent.state", texts.text(at.id().nameKey()), rail.words());
        return new Recent(
                open.folder().toString(), open.name(), line, rail.sign().name(), state, open.at());
    }

    /** The steps are those of one package: the others of the repository may have theirs before them. */
    private RailLine done(SessionState now, Reading open) {
        long left = open.uploads().stream().filter(Upload::usesToken).count();
        if (left > 0) {
            return new RailLine(
                    Sign.WARNING,
                    texts.plural(
                            "welcome.recent.left", left, left, open.uploads().size()));
        }
        String words = now.upload()
                .filter(u -> open.uploads().size() > 1)
                .map(u -> texts.text("welcome.recent.done.one", u.name()))
                .orElseGet(() -> texts.text("welcome.recent.done"));
        return new RailLine(Sign.DONE, words);
    }
}
