package dev.tokenless.diagnose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file that a log came in: plain text, or the archive that GitHub gives for a run. The archive holds each job twice,
 * as one file at its top ({@code 0_build.txt}) and as a folder with a file for each step; the folders are read, and the
 * top files of jobs that have none.
 */
public final class LogArchive {
    private static final int MOST_FILES = 5_000;
    /** What is unpacked in all. An archive that holds more is no run's log, however little room it takes. */
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;
    /** What is kept of one file: its end, where the failure stands. */
    private static final int MOST_KEPT = 4 * 1024 * 1024;

    private static final Pattern STEP = Pattern.compile("(?:.*/)?([^/]+)/(\\d+)_([^/]+)\\.(?:txt|log)");
    private static final Pattern JOB = Pattern.compile("(?:-?\\d+_)?([^/]+)\\.(?:txt|log)");

    private LogArchive() {}

    private record Part(String name, String text) {}

    private record Placed(String job, @Nullable String step, int order, String text) {}

    /** Whether a file is an archive that holds logs, rather than a log itself. */
    public static boolean packed(byte[] file) {
        return zip(file) || gzip(file);
    }

    /** Reads a log file as it lies on the disk. Nothing of an archive is written anywhere. */
    public static List<LogLine> read(byte[] file) {
        if (gzip(file)) {
            return LogText.read(unpacked(file));
        }
        if (!zip(file)) {
            return LogText.read(text(file));
        }
        List<LogLine> lines = new ArrayList<>();
        for (Placed part : ordered(withoutCommonFolder(parts(file)))) {
            lines.addAll(LogText.read(
                    part.text(),
                    part.job(),
                    part.step(),
                    lines.isEmpty() ? 0 : lines.getLast().number()));
        }
        return List.copyOf(lines);
    }

    /** A file's bytes as text: UTF-8, or UTF-16 as PowerShell writes it. */
    public static String text(byte[] bytes) {
        boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
        return new String(bytes, little || big ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private static boolean zip(byte[] file) {
        // The second mark is that of an archive without files.
        return file.length > 3
                && file[0] == 'P'
                && file[1] == 'K'
                && (file[2] == 3 && file[3] == 4 || file[2] == 5 && file[3] == 6);
    }

    private static boolean gzip(byte[] file) {
        return file.length > 2 && file[0] == (byte) 0x1F && file[1] == (byte) 0x8B && file[2] == 8;
    }

    private static String unpacked(byte[] file) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return text(new End(in, MOST_UNPACKED).read());
        } catch (IOException broken) {
            return "";
        }
    }

    private static List<Part> parts(byte[] file) {
        List<Part> parts = new ArrayList<>();
        long left = MOST_UNPACKED;
        long room = LogText.LONGEST;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null && parts.size() < MOST_FILES && room > 0) {
                End end = new End(in, left);
                byte[] bytes = end.read();
                left -= end.seen();
                if (!entry.isDirectory() && bytes.length > 0) {
                    parts.add(new Part(entry.getName(), text(bytes)));
                    room -= bytes.length;
                }
                // To go on to the next file would unpack the rest of this one.
                entry = left > 0 ? in.getNextEntry() : null;
            }
        } catch (IOException | IllegalArgumentException broken) {
            // What was read before the archive breaks off still tells something.
            return parts;
        }
        return parts;
    }

    /** The end of a stream that may be far longer than anybody wants to hold. */
    private static final class End {
        private final InputStream in;
        private final long most;
        private long seen;

        End(InputStream in, long most) {
            this.in = in;
            this.most = most;
        }

        long seen() {
            return seen;
        }

        byte[] read() throws IOException {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            byte[] before = new byte[0];
            byte[] block = new byte[1 << 16];
            while (seen < most) {
                int read = in.read(block, 0, (int) Math.min(block.length, most - seen));
                if (read < 0) {
                    break;
                }
                seen += read;
                kept.write(block, 0, read);
                if (kept.size() >= MOST_KEPT) {
                    before = kept.toByteArray();
                    kept.reset();
                }
            }
            byte[] last = kept.toByteArray();
            byte[] all = new byte[before.length + last.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(last, 0, all, before.length, last.length);
            return all;
        }
    }

    /** An archive that was packed again stands in a folder of its own. */
    private static List<Part> withoutCommonFolder(List<Part> parts) {
        if (parts.isEmpty()) {
            return parts;
        }
        String first = parts.getFirst().name();
        String folder = first.substring(0, first.indexOf('/') + 1);
        boolean common =
                !folder.isEmpty() && parts.stream().allMatch(p -> p.name().startsWith(folder));
        boolean deeper = parts.stream().anyMatch(p -> p.name().indexOf('/', folder.length()) >= 0);
        return common && deeper
                ? withoutCommonFolder(parts.stream()
                        .map(p -> new Part(p.name().substring(folder.length()), p.text()))
                        .toList())
                : parts;
    }

    private static List<Placed> ordered(List<Part> parts) {
        List<Placed> steps = new ArrayList<>();
        List<Placed> jobs = new ArrayList<>();
        for (Part part : parts) {
            Matcher step = STEP.matcher(part.name());
            Matcher job = JOB.matcher(part.name());
            if (step.matches()) {
                steps.add(new Placed(step.group(1), step.group(3), order(step.group(2)), part.text()));
            } else if (job.matches()) {
                jobs.add(new Placed(job.group(1), null, 0, part.text()));
            }
        }
        List<Placed> all = new ArrayList<>(steps);
        jobs.stream()
                .filter(j -> steps.stream().noneMatch(s -> s.job().equals(j.job())))
                .forEach(all::add);
        all.sort(Comparator.comparing(Placed::job).thenComparingInt(Placed::order));
        return all;
    }

    private static int order(String digits) {
        return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
