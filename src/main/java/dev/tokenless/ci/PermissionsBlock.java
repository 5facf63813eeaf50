package dev.tokenless.ci;

import dev.tokenless.repo.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code permissions:} block as written.
 *
 * @param place the value's place
 */
public record PermissionsBlock(Form form, Map<String, String> scopes, Place place) {
    public PermissionsBlock {
        scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
    }

    /** How the block is written. */
    public enum Form {
        /** A mapping of scope to level; scopes that are not listed are {@code none}. */
        MAP,
        READ_ALL,
        WRITE_ALL,
        /** Something GitHub refuses: nothing behind the colon, a list, another word. */
        INVALID
    }

    /**
     * The level of a scope under this block: {@code write}, {@code read} or {@code none}. {@code write-all} includes
     * {@code id-token: write}; {@code read-all} gives no usable identity token (actions/runner,
     * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs and Permissions.cs).
     */
    public String level(String scope) {
        return switch (form) {
            case MAP -> scopes.getOrDefault(scope, "none");
            case WRITE_ALL -> "write";
            case READ_ALL -> scope.equals("id-token") ? "none" : "read";
            case INVALID -> "none";
        };
    }
}
