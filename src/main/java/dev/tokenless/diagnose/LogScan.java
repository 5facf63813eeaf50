package dev.tokenless.diagnose;

import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for the known texts in a log. */
final class LogScan {
    /** More of one text tells nothing new. */
    private static final int MOST_HITS = 8;

    /** Less of a text than this could be the beginning of anything. */
    private static final int LEAST = 20;

    private static final int LONGEST_VALUES = 600;
    private static final String ELLIPSIS = " .\u2026\"'`";
    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");

    private LogScan() {}

    static List<LogHit> hits(List<LogLine> lines) {
        FoldedLog log = FoldedLog.of(lines);
        List<LogHit> hits = new ArrayList<>();
        List<LogHit> versions = new ArrayList<>();
        for (LogPattern pattern : LogPattern.all()) {
            (pattern.older() == null ? hits : versions).addAll(find(log, pattern));
        }
        newest(versions, hits).ifPresent(hits::add);
        return hits;
    }

    private static List<LogHit> find(FoldedLog log, LogPattern pattern) {
        String needle = FoldedLog.lower(pattern.needle());
        int at = log.find(needle);
        if (at < 0) {
            boolean whole = pattern.match() == null
                    || pattern.unmatched()
                    || !pattern.cut().isEmpty();
            return whole ? atTheEdges(log, pattern, needle) : List.of();
        }
        Pattern match = pattern.match();
        if (match == null) {
            int last = log.lower().lastIndexOf(needle);
            LogHit first = new LogHit(pattern, Map.of(), log.line(at), at, false);
            return last == at
                    ? List.of(first)
                    : List.of(first, new LogHit(pattern, Map.of(), log.line(last), last, false));
        }
        List<LogHit> hits = new ArrayList<>();
        Matcher matcher = match.matcher(log.text());
        while (matcher.find()) {
            if (hits.size() == MOST_HITS && pattern.older() == null) {
                // What stands last tells whether it was overcome.
                hits.removeLast();
            }
            hits.add(new LogHit(pattern, values(match, matcher), log.line(matcher.start()), matcher.start(), false));
        }
        return hits.isEmpty() && !pattern.cut().isEmpty() ? valuesCut(log, pattern, needle) : hits;
    }

    private static Map<String, String> values(Pattern match, Matcher matcher) {
        Map<String, String> values = new LinkedHashMap<>();
        match.namedGroups().keySet().forEach(group -> {
            @Nullable String value = matcher.group(group);
            if (value != null) {
                // People copy messages without their backticks, too.
                String name = group.equals("bare") ? "presented" : group;
                values.put(
                        name,
                        name.equals("package") ? ESCAPED_SLASH.matcher(value).replaceAll("/") : value);
            }
        });
        return values;
    }

    /** A text whose beginning is there and whose values reach the end of what was pasted. */
    private static List<LogHit> valuesCut(FoldedLog log, LogPattern pattern, String needle) {
        int last = log.lower().lastIndexOf(needle);
        return log.lower().length() - last - needle.length() > LONGEST_VALUES
                ? List.of()
                : List.of(new LogHit(pattern, Map.of(), log.line(last), last, true));
    }

    /** A text with whose beginning the log ends, or with whose end it begins: it was cut while it was copied. */
    private static List<LogHit> atTheEdges(FoldedLog log, LogPattern pattern, String needle) {
        if (!pattern.refusal()) {
            return List.of();
        }
        String text = log.lower();
        int end = text.length();
        while (end > 0 && ELLIPSIS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int begin = 0;
        while (begin < end && ELLIPSIS.indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        for (int length = needle.length() - 1; length >= Math.max(LEAST, needle.length() / 2); length--) {
            if (text.startsWith(needle.substring(0, length), end - length)) {
                return List.of(new LogHit(pattern, Map.of(), log.line(end - length), end - length, true));
            }
            if (text.startsWith(needle.substring(needle.length() - length), begin)) {
                return List.of(new LogHit(pattern, Map.of(), log.line(begin), begin, true));
            }
        }
        return List.of();
    }

    /**
     * Of several versions in a log the highest is the one that was installed last. Where several jobs wrote the log, those
     * count that were refused something: what another job tests with does not matter.
     */
    private static Optional<LogHit> newest(List<LogHit> versions, List<LogHit> hits) {
        Set<@Nullable String> refused = new HashSet<>();
        hits.stream()
                .filter(h -> h.refusal() && RegistryId.NPM.equals(h.pattern().registry()))
                .forEach(h -> refused.add(h.line().job()));
        List<LogHit> there =
                versions.stream().filter(v -> refused.contains(v.line().job())).toList();
        return (there.isEmpty() ? versions : there).stream().max((a, b) -> compare(version(a), version(b)));
    }

    static String version(LogHit hit) {
        @Nullable String version = hit.value("version");
        return version == null ? "0" : version;
    }

    static int compare(String a, String b) {
        String[] first = a.split("\\.", -1);
        String[] second = b.split("\\.", -1);
        for (int i = 0; i < Math.min(first.length, second.length); i++) {
            int by = Integer.compare(Integer.parseInt(first[i]), Integer.parseInt(second[i]));
            if (by != 0) {
                return by;
            }
        }
        return Integer.compare(first.length, second.length);
    }
}
