package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.repo.RegistryId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One upload that was found in the steps of a job.
 *
 * @param step the step's position in the job
 * @param minted whether a token is used that an earlier step got for the job's identity
 * @param able whether the tool itself, or a step before it, exchanges the identity
 * @param doubt why the way of logging in cannot be told, null where it can
 * @param publishes what the catalogue says of the tool
 */
record Upload(
        int step,
        RegistryId registry,
        Tool publishes,
        List<TokenUse> tokens,
        boolean minted,
        boolean able,
        @Nullable String doubt,
        List<String> packages,
        Map<String, String> settings) {
    Upload {
        tokens = List.copyOf(tokens);
        packages = List.copyOf(packages);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
