package dev.tokenless.oidc;

import java.util.List;

/**
 * The claims that a publish job will present when it is reached through one trigger.
 *
 * @param trigger in words, for example {@code push tag}, {@code push branch}, {@code release}, {@code workflow_dispatch};
 *     where the job is reached through a call, the entry workflow's file name follows in brackets; where the legs of a
 *     matrix have different environments, the environment follows behind a comma
 * @param event the {@code event_name} claim
 * @param path the files and jobs through which the run reaches the job, entry first, as {@code file#job}
 */
public record Prediction(String trigger, String event, List<String> path, Claims claims) {
    public Prediction {
        path = List.copyOf(path);
    }
}
