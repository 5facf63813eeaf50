package dev.tokenless.ui.shell;

import dev.tokenless.ui.ScreenModel;
import dev.tokenless.ui.part.Page;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.SessionState;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.StepModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All screens by place and step; each is loaded when it is first shown. */
final class Screens {
    private final Views views;
    private final List<StepModel> steps;
    private final Map<Place, ScreenModel> places;
    private final Map<StepId, Class<? extends Page>> stepPages;
    private final Map<Place, Class<? extends Page>> placePages;
    private final Map<Class<? extends Page>, Views.View> loaded = new HashMap<>();

    Screens(
            Views views,
            List<StepModel> steps,
            Map<Place, ScreenModel> places,
            Map<StepId, Class<? extends Page>> stepPages,
            Map<Place, Class<? extends Page>> placePages) {
        this.views = views;
        this.steps = steps;
        this.places = places;
        this.stepPages = stepPages;
        this.placePages = placePages;
    }

    /** The steps in their order. */
    List<StepModel> steps() {
        return steps;
    }

    ScreenModel model(SessionState state) {
        return state.place() == Place.MIGRATION
                ? steps.stream().filter(s -> s.id() == state.step()).findFirst().orElseThrow()
                : Objects.requireNonNull(places.get(state.place()));
    }

    Views.View view(SessionState state) {
        return state.place() == Place.MIGRATION
                ? view(state.step())
                : load(Objects.requireNonNull(placePages.get(state.place())));
    }

    Views.View view(StepId step) {
        return load(Objects.requireNonNull(stepPages.get(step)));
    }

    private Views.View load(Class<? extends Page> page) {
        return loaded.computeIfAbsent(page, views::load);
    }
}
