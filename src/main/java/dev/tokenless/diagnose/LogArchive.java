package dev.tokenless.diagnose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern STEP = Pattern.compile("(?:.*/)?([^/]+)/(\\d+)_([^/]+)\\.txt");
    private static final Pattern JOB = Pattern.compile("(?:-?\\d+_)?([^/]+)\\.txt");

    private LogArchive() {}

    private record Part(String job, @Nullable String step, int order, String text) {}

    /** Reads a log file as it lies on the disk. Nothing of an archive is written anywhere. */
    public static List<LogLine> read(byte[] file) {
        boolean archive = file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
        if (!archive) {
            return LogText.read(decode(file));
        }
        List<LogLine> lines = new ArrayList<>();
        for (Part part : parts(file)) {
            lines.addAll(LogText.read(
                    part.text(),
                    part.job(),
                    part.step(),
                    lines.isEmpty() ? 0 : lines.getLast().number()));
        }
        return List.copyOf(lines);
    }

    private static String decode(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Part> parts(byte[] file) {
        List<Part> steps = new ArrayList<>();
        List<Part> jobs = new ArrayList<>();
        long left = LogText.LONGEST;
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null && left > 0 && files++ < MOST_FILES) {
                String text = decode(in.readNBytes((int) Math.min(left, Integer.MAX_VALUE)));
                left -= text.length();
                Matcher step = STEP.matcher(entry.getName());
                Matcher job = JOB.matcher(entry.getName());
                if (step.matches()) {
                    steps.add(new Part(step.group(1), step.group(3), order(step.group(2)), text));
                } else if (job.matches()) {
                    jobs.add(new Part(job.group(1), null, 0, text));
                }
                entry = in.getNextEntry();
            }
        } catch (IOException cut) {
            // What was read before the archive breaks off still tells something.
            return ordered(steps, jobs);
        }
        return ordered(steps, jobs);
    }

    private static int order(String digits) {
        return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static List<Part> ordered(List<Part> steps, List<Part> jobs) {
        List<Part> parts = new ArrayList<>(steps);
        jobs.stream()
                .filter(j -> steps.stream().noneMatch(s -> s.job().equals(j.job())))
                .forEach(parts::add);
        parts.sort(Comparator.comparing(Part::job).thenComparingInt(Part::order));
        return parts;
    }
}
