package dev.tokenless.repo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that a registry lists, declared by a manifest in the repository.
 *
 * @param manifest the manifest's path from the repository's root, with forward slashes
 * @param details what else the manifest says that later parts ask for, by the manifest's own words: for example
 *     {@code version}, {@code repository.url}, {@code private}, {@code build-backend}, {@code publish},
 *     {@code allowed_push_host}; absent keys were not in the manifest
 */
public record DeclaredPackage(RegistryId registry, String name, String manifest, Map<String, String> details) {
    public DeclaredPackage {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * Whether the manifest lets the package out at all: not where it says {@code private}, {@code publish = false} or
     * that it is no package.
     */
    public boolean publishable() {
        return !"true".equals(details.get("private"))
                && !"false".equals(details.get("publish"))
                && !"".equals(details.get("publish"))
                && !"false".equals(details.get("package-mode"));
    }

    /** The folder of the manifest, empty for the root. */
    public String folder() {
        int slash = manifest.lastIndexOf('/');
        return slash < 0 ? "" : manifest.substring(0, slash);
    }
}
