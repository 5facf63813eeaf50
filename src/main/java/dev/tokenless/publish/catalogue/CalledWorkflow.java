package dev.tokenless.publish.catalogue;

import java.util.List;
import java.util.Map;

/**
 * A well-known reusable workflow of another repository.
 *
 * @param registry the registry's id, {@code none} where it publishes nothing
 * @param tokens the secrets that it takes
 * @param index the inputs that name the index
 * @param off the inputs with the values that turn the upload off
 */
public record CalledWorkflow(
        String name, String registry, List<String> tokens, List<String> index, Map<String, String> off) {}
