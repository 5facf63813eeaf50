package dev.tokenless.check.rules;

import dev.tokenless.check.BestCase;
import dev.tokenless.check.Finding;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.registry.Registry;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The registry refuses identities from runs of this event, whatever is registered. */
final class EventNotSupported extends GitHubJobRule {
    EventNotSupported() {
        super("event-not-supported", "The registry refuses this event");
    }

    @Override
    void look(Subject subject, Workflow workflow, Job job, Consumer<Finding> out) {
        Registry registry = subject.registry().orElse(null);
        if (registry == null || !subject.meantTrusted()) {
            return;
        }
        Set<String> refused = new LinkedHashSet<>();
        for (Prediction prediction : Routes.predictions(subject)) {
            if (BestCase.refuses(registry, prediction.claims(), "event_name")) {
                refused.add(prediction.event());
            }
        }
        for (String event : refused) {
            out.accept(finding(
                    subject,
                    Routes.place(workflow, event, subject.jobPlace()),
                    subject.where() + " is reached by " + Words.code(event) + ", and " + subject.registryName()
                            + " accepts no identity token from such a run."));
        }
    }
}
