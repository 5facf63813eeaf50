package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One upload that was found in the steps of a job.
 *
 * @param step the step's position in the job
 * @param tool the tool's name
 * @param minted whether a token is used that an earlier step got for the job's identity
 * @param able whether the tool itself, or a step before it, exchanges the identity
 * @param doubt why the way of logging in cannot be told, null where it can
 * @param publishes what the catalogue says of the tool
 */
record Upload(
        int step,
        RegistryId registry,
        String tool,
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

    /** The same under the name of the action that runs the tool. */
    Upload named(String name) {
        return new Upload(step, registry, name, publishes, tokens, minted, able, doubt, packages, settings);
    }

    /** The same with one setting more. */
    Upload with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.putIfAbsent(key, value);
        return new Upload(step, registry, tool, publishes, tokens, minted, able, doubt, packages, more);
    }

    /** The same with the inputs of a composite action that carry a token as places of their own. */
    Upload alsoFrom(Map<String, Use.Input> inputs, TokenUse token) {
        List<TokenUse> all = new ArrayList<>(tokens);
        inputs.forEach((name, input) -> {
            List<String> secrets = Bindings.secretsIn(input.value());
            boolean same = secrets.stream().anyMatch(token.secrets()::contains);
            if (same && all.stream().noneMatch(t -> t.place().equals(input.place()))) {
                all.add(new TokenUse(TokenUse.Kind.INPUT, name, input.written(), secrets, input.place()));
            }
        });
        return new Upload(step, registry, tool, publishes, all, minted, able, doubt, packages, settings);
    }
}
