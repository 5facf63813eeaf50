package dev.tokenless.diagnose;

import dev.tokenless.net.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cleans a log of GitHub Actions or GitLab CI, in whichever form it was copied: the page's text, the raw log with its
 * time stamps, {@code gh run view --log} with job and step in front, the files of the downloaded archive.
 */
public final class LogText {
    /** What is kept of a very long log: its end, where the failure stands. */
    public static final int LONGEST = 16 * 1024 * 1024;

    /** Out of an issue a log comes with the marks of a quotation, out of a document indented. */
    private static final Pattern TIME =
            Pattern.compile("^[\\s>\uFEFF]{0,40}(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})?Z ?");
    /** GitLab prefixes each line with time, stream and section. */
    private static final Pattern GITLAB_STREAM = Pattern.compile("^\\d\\d[OE][ +]");

    private static final Pattern ANSI = Pattern.compile(
            "\u001b(?:\\[[0-?]{0,40}[ -/]{0,4}[@-~]|\\][^\u0007\u001b]{0,400}(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])");
    /** A colour sequence whose escape character was lost while copying. */
    private static final Pattern BARE_ANSI =
            Pattern.compile("(?:\\\\u001[bB]|\\\\x1[bB]|\\\\e|\\\\033|\\^\\[|\u241b)\\[(?:\\d{0,3};){0,4}\\d{0,3}[mK]"
                    + "|\\[(?:\\d{1,3};){0,4}\\d{1,3}m");

    private static final Pattern LINKED =
            Pattern.compile("\\[([^\\[\\]]{0,200})]\\(https?://[^)\\s]{1,300}/actions/runs/[^)\\s]{1,300}\\)");

    private static final Pattern MARK =
            Pattern.compile("^[\\s>]{0,40}##\\[(error|warning|notice|group|endgroup|debug|section|command)]");
    private static final Pattern COMMAND =
            Pattern.compile("^\\s*::(error|warning|notice|group|endgroup|debug)((?: [^:]{0,500})?)::");
    private static final Pattern TITLE = Pattern.compile("title=([^,]*)");
    private static final Pattern SECTION = Pattern.compile("section_(?:start|end):\\d+:[\\w.-]+(?:\\[[^\\]]*])?\r?");
    private static final Pattern JOB_NAME = Pattern.compile("^Complete job name: (.{1,300})$");

    private final List<LogLine> lines = new ArrayList<>();
    private @Nullable String job;
    private @Nullable String step;
    /** When the present line was written; null where it does not tell. */
    private @Nullable String at;

    private LogText(@Nullable String job, @Nullable String step) {
        this.job = job;
        this.step = step;
    }

    /** Cleans a log that was pasted or read from one file. */
    public static List<LogLine> read(String pasted) {
        return read(pasted, null, null, 0);
    }

    /**
     * Cleans one file of an archive.
     *
     * @param job the job that the file's path names
     * @param step likewise
     * @param before how many lines stood in the files before
     */
    static List<LogLine> read(String pasted, @Nullable String job, @Nullable String step, int before) {
        LogText text = new LogText(job, step);
        String masked =
                Redaction.mask(pasted.length() > LONGEST ? pasted.substring(pasted.length() - LONGEST) : pasted);
        int number = before;
        for (String line : (Iterable<String>) masked.lines()::iterator) {
            number++;
            text.line(number, line);
        }
        if (masked.isEmpty() || masked.endsWith("\n") || masked.endsWith("\r")) {
            text.line(number + 1, "");
        }
        return List.copyOf(text.lines);
    }

    private void line(int number, String raw) {
        String rest = raw;
        String[] columns = rest.split("\t", 3);
        // gh run view --log: job, step and the line, divided by tabs.
        if (columns.length == 3 && TIME.matcher(columns[2]).find()) {
            job = columns[0];
            step = columns[1].equals("UNKNOWN STEP") ? null : columns[1];
            rest = columns[2];
        }
        Matcher time = TIME.matcher(rest);
        at = null;
        if (time.find()) {
            at = time.group(1);
            rest = rest.substring(time.end());
            Matcher stream = GITLAB_STREAM.matcher(rest);
            rest = stream.find() ? rest.substring(stream.end()) : rest;
        }
        rest = SECTION.matcher(ANSI.matcher(rest).replaceAll("")).replaceAll("");
        rest = rest.indexOf('[') >= 0 ? BARE_ANSI.matcher(rest).replaceAll("") : rest;
        // The page of a run turns numbers into links to its lines when it is copied.
        rest = rest.contains("/actions/runs/") ? LINKED.matcher(rest).replaceAll("$1") : rest;
        // A colour in the middle of a secret hides its shape until the colour is gone.
        mark(number, (rest.length() == raw.length() ? rest : Redaction.mask(rest)).stripTrailing());
    }

    private void mark(int number, String text) {
        Matcher mark = MARK.matcher(text);
        if (mark.find()) {
            add(number, mark.group(1), text.substring(mark.end()));
            return;
        }
        Matcher command = COMMAND.matcher(text);
        if (command.find()) {
            Matcher title = TITLE.matcher(command.group(2));
            String said = text.substring(command.end());
            add(number, command.group(1), title.find() ? title.group(1) + ": " + said : said);
            return;
        }
        if (text.startsWith("Error: ")) {
            add(number, "error", text.substring("Error: ".length()));
            return;
        }
        Matcher name = JOB_NAME.matcher(text);
        if (name.matches()) {
            job = name.group(1).strip();
        }
        lines.add(new LogLine(number, text, LogLine.Kind.PLAIN, job, step, at));
    }

    private void add(int number, String mark, String text) {
        LogLine.Kind kind = switch (mark) {
            case "error" -> LogLine.Kind.ERROR;
            case "warning", "notice" -> LogLine.Kind.WARNING;
            case "group" -> LogLine.Kind.GROUP;
            default -> LogLine.Kind.PLAIN;
        };
        if (kind == LogLine.Kind.GROUP && text.startsWith("Run ")) {
            step = text.strip();
        }
        // An annotation is one line in the log; what were its line ends is written in percent.
        for (String part : unescaped(text).split("\n", -1)) {
            lines.add(new LogLine(number, part.stripTrailing(), kind, job, step, at));
        }
    }

    private static String unescaped(String text) {
        return text.indexOf('%') < 0
                ? text
                : text.replace("%0D%0A", "\n")
                        .replace("%0A", "\n")
                        .replace("%0a", "\n")
                        .replace("%0D", "")
                        .replace("%3A", ":")
                        .replace("%2C", ",")
                        .replace("%25", "%");
    }
}
