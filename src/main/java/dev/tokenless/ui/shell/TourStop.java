package dev.tokenless.ui.shell;

import dev.tokenless.ui.session.StepId;

/** The stops of the tour through the sample: where it halts, what it points at, and the keys of its words. */
enum TourStop {
    PROJECT(StepId.PROJECT, "#uploads", "tour.project.title", "tour.project"),
    VERDICT(StepId.CHECK, "#verdictSection", "tour.verdict.title", "tour.verdict"),
    FINDINGS(StepId.CHECK, "#findings", "tour.findings.title", "tour.findings"),
    WORKFLOW(StepId.WORKFLOW, "#diff", "tour.workflow.title", "tour.workflow"),
    PUBLISHER(StepId.PUBLISHER, "#side", "tour.publisher.title", "tour.publisher"),
    ENVIRONMENT(StepId.ENVIRONMENT, ".tasks", "tour.environment.title", "tour.environment"),
    REHEARSE(StepId.REHEARSE, "#lanes", "tour.rehearse.title", "tour.rehearse"),
    RELEASE(StepId.RELEASE, ".tasks", "tour.release.title", "tour.release"),
    RETIRE(StepId.RETIRE, ".tasks", "tour.retire.title", "tour.retire");

    private final StepId step;
    private final String target;
    private final String titleKey;
    private final String wordsKey;

    TourStop(StepId step, String target, String titleKey, String wordsKey) {
        this.step = step;
        this.target = target;
        this.titleKey = titleKey;
        this.wordsKey = wordsKey;
    }

    StepId step() {
        return step;
    }

    /** The selector of what it points at; where the screen has nothing of that kind, nothing is lit. */
    String target() {
        return target;
    }

    String titleKey() {
        return titleKey;
    }

    String wordsKey() {
        return wordsKey;
    }

    boolean last() {
        return ordinal() == values().length - 1;
    }
}
