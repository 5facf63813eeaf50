package dev.tokenless.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes the texts out of the archive of a run's logs. Names in it are names only: nothing is written anywhere. */
public final class LogArchive {
    private static final int MOST_FILES = 500;
    private static final int LARGEST_FILE = 16 * 1024 * 1024;
    private static final long LARGEST_TOTAL = 64L * 1024 * 1024;

    private LogArchive() {}

    /** The logs of an archive; nothing where it is none, is damaged, or unpacks to more than is reasonable. */
    public static Optional<List<Runs.Log>> read(byte[] zip) {
        List<Runs.Log> logs = new ArrayList<>();
        long total = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
                total += bytes.length;
                if (bytes.length > LARGEST_FILE || total > LARGEST_TOTAL || logs.size() >= MOST_FILES) {
                    return Optional.empty();
                }
                logs.add(new Runs.Log(entry.getName(), new String(bytes, StandardCharsets.UTF_8)));
            }
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
        return logs.isEmpty() ? Optional.empty() : Optional.of(logs);
    }
}
