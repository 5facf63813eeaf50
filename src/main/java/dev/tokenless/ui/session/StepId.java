package dev.tokenless.ui.session;

/** The steps of a migration, in their order. */
public enum StepId {
    PROJECT("step.project", "step.project.question"),
    CHECK("step.check", "step.check.question"),
    WORKFLOW("step.workflow", "step.workflow.question"),
    PUBLISHER("step.publisher", "step.publisher.question"),
    ENVIRONMENT("step.environment", "step.environment.question"),
    REHEARSE("step.rehearse", "step.rehearse.question"),
    RELEASE("step.release", "step.release.question"),
    RETIRE("step.retire", "step.retire.question");

    private final String nameKey;
    private final String questionKey;

    StepId(String nameKey, String questionKey) {
        this.nameKey = nameKey;
        this.questionKey = questionKey;
    }

    /** The key of the step's name. */
    public String nameKey() {
        return nameKey;
    }

    /** The key of the question it answers. */
    public String questionKey() {
        return questionKey;
    }

    /** The step after this one; the last is its own. */
    public StepId next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    /** The step before this one; the first is its own. */
    public StepId before() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}
