package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Trigger;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.repo.Place;
import java.util.List;

/** How runs reach a publish job. */
final class Routes {
    private Routes() {}

    /** The events of the runs that reach the job, callers' events for a called job. */
    static List<String> events(Subject subject) {
        List<String> predicted = subject.examined().presented().stream()
                .map(p -> p.prediction().event())
                .distinct()
                .toList();
        return predicted.isEmpty()
                ? subject.job().triggers().stream()
                        .filter(t -> !t.equals("workflow_call"))
                        .toList()
                : predicted;
    }

    static List<Prediction> predictions(Subject subject) {
        return subject.examined().presented().stream().map(p -> p.prediction()).toList();
    }

    /** The trigger's own line where the file has it. */
    static Place place(Workflow workflow, String event, Place otherwise) {
        return workflow.trigger(event).map(Trigger::place).orElse(otherwise);
    }
}
