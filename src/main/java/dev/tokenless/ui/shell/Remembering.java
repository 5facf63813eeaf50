package dev.tokenless.ui.shell;

import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.RailLine;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.RegistryNames;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
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
        Recent recent = recent(open);
        if (!recent.equals(last)) {
            last = recent;
            Settings kept = settings.get();
            settings.put(kept.with(recent));
        }
    }

    private Recent recent(Reading open) {
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
        RailLine rail = at == null
                ? new RailLine(Sign.DONE, texts.text("welcome.recent.done"))
                : at.rail().getValue();
        String state = at == null
                ? rail.words()
                : texts.text("welcome.recent.state", texts.text(at.id().nameKey()), rail.words());
        return new Recent(
                open.folder().toString(), open.name(), line, rail.sign().name(), state, open.at());
    }
}
