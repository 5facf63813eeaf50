package dev.tokenless.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the small configuration files of the user's own tools. */
final class UserFile {
    private static final int LARGEST = 1024 * 1024;

    private UserFile() {}

    static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }

    /** The lines without comments; none where the file is missing, unreadable or not small. */
    static List<String> lines(Path file) {
        if (!exists(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? List.of()
                    : new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .filter(line -> !line.strip().startsWith("#")
                                    && !line.strip().startsWith(";"))
                            .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
