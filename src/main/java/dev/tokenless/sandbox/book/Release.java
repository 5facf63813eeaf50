package dev.tokenless.sandbox.book;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a package that was uploaded; its bytes are not kept.
 *
 * @param file the file's name
 * @param digests by algorithm, in hexadecimal or as the client gave them
 * @param metadata what the registry shows of it, by the registry's own field names
 * @param grant the trusted token that it came with; null for an upload by a stored token
 */
public record Release(
        String version,
        String file,
        Map<String, String> digests,
        Map<String, String> metadata,
        Instant uploaded,
        @Nullable Grant grant) {
    public Release {
        digests = Map.copyOf(digests);
        metadata = Map.copyOf(metadata);
    }
}
