package dev.tokenless.publish;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.MatrixExpansion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runs of a job's matrix, as far as the file lists their values, for who reads texts. */
final class MatrixRuns {
    private static final Pattern REFERENCE = Pattern.compile("\\bmatrix\\.([A-Za-z_][\\w-]*)");
    private static final int MOST = 32;

    private MatrixRuns() {}

    /**
     * The values of the runs by path and in small letters, without those that the text does not refer to.
     *
     * @param text what refers to the matrix
     * @return empty where there is no matrix, or none that is listed
     */
    static List<Map<String, String>> of(Job job, String text) {
        if (job.matrix() == null) {
            return List.of();
        }
        Set<String> keys = new HashSet<>();
        Matcher m = REFERENCE.matcher(text);
        while (m.find()) {
            keys.add(m.group(1).toLowerCase(Locale.ROOT));
        }
        Set<Map<String, String>> distinct = new LinkedHashSet<>();
        for (Value.Fields leg : MatrixExpansion.written(job).legs()) {
            Map<String, String> run = new LinkedHashMap<>();
            leg.values().forEach((name, value) -> {
                String key = name.toLowerCase(Locale.ROOT);
                if (keys.contains(key)) {
                    put(run, key, value, 0);
                }
            });
            if (!run.isEmpty() && distinct.size() < MOST) {
                distinct.add(run);
            }
        }
        return List.copyOf(distinct);
    }

    private static void put(Map<String, String> run, String path, Value value, int depth) {
        switch (value) {
            case Value.Fields fields -> {
                if (depth < 4) {
                    fields.values()
                            .forEach((name, inner) ->
                                    put(run, path + "." + name.toLowerCase(Locale.ROOT), inner, depth + 1));
                }
            }
            case Value.Text _, Value.Num _, Value.Bool _, Value.Null _ -> run.put(path, Coercion.text(value));
            case Value.Items _, Value.Unknown _ -> {}
        }
    }
}
