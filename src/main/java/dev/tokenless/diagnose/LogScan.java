package dev.tokenless.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for the known texts in a log. */
final class LogScan {
    /** More of one text tells nothing new. */
    private static final int MOST_HITS = 8;

    private LogScan() {}

    static List<LogHit> hits(List<LogLine> lines) {
        FoldedLog log = FoldedLog.of(lines);
        List<LogHit> hits = new ArrayList<>();
        for (LogPattern pattern : LogPattern.all()) {
            hits.addAll(find(log, pattern));
        }
        return hits;
    }

    private static List<LogHit> find(FoldedLog log, LogPattern pattern) {
        int at = log.text().indexOf(pattern.needle());
        if (at < 0) {
            return List.of();
        }
        Pattern match = pattern.match();
        if (match == null) {
            return List.of(new LogHit(pattern, Map.of(), log.line(at)));
        }
        List<LogHit> hits = new ArrayList<>();
        Matcher matcher = match.matcher(log.text());
        while (hits.size() < MOST_HITS && matcher.find()) {
            Map<String, String> values = new LinkedHashMap<>();
            match.namedGroups().keySet().forEach(group -> {
                @Nullable String value = matcher.group(group);
                if (value != null) {
                    values.put(group, value);
                }
            });
            hits.add(new LogHit(pattern, values, log.line(matcher.start())));
        }
        if (pattern.older() != null) {
            return newest(hits, pattern.older());
        }
        return hits;
    }

    /** Of several versions in a log the highest is the one that was installed last; only an old one is a hit. */
    private static List<LogHit> newest(List<LogHit> hits, String needed) {
        LogHit newest = null;
        for (LogHit hit : hits) {
            String version = hit.value("version");
            String best = newest == null ? null : newest.value("version");
            if (version != null && (best == null || compare(version, best) > 0)) {
                newest = hit;
            }
        }
        String version = newest == null ? null : newest.value("version");
        return newest != null && version != null && compare(version, needed) < 0 ? List.of(newest) : List.of();
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
