package dev.tokenless.publish;

import dev.tokenless.repo.Place;
import java.util.List;

/**
 * One place at which a stored token reaches a publish job.
 *
 * @param kind how it is handed over
 * @param name the input, variable, flag or file that takes it, for example {@code password} or {@code NODE_AUTH_TOKEN}
 * @param value the value as written; never a resolved secret
 * @param secrets the names of the repository secrets in the value
 * @param place the entry or the stretch of the script
 */
public record TokenUse(Kind kind, String name, String value, List<String> secrets, Place place) {
    public TokenUse {
        secrets = List.copyOf(secrets);
    }

    /** How a token is handed over. */
    public enum Kind {
        INPUT,
        STEP_ENV,
        JOB_ENV,
        WORKFLOW_ENV,
        FLAG,
        /** Written into a configuration file by a script, such as {@code .npmrc}. */
        WRITTEN_FILE,
        /** Given by a configuration file of the repository. */
        CONFIG_FILE,
        /** Passed to a called workflow. */
        CALL_SECRET
    }
}
