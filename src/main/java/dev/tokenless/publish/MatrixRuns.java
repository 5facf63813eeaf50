package dev.tokenless.publish;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runs of a job's matrix, as far as the file lists their values. */
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
        Set<String> keys = new HashSet<>();
        Matcher m = REFERENCE.matcher(text);
        while (m.find()) {
            keys.add(m.group(1).toLowerCase(Locale.ROOT));
        }
        if (keys.isEmpty() || !(job.matrix() instanceof YamlNode.Mapping matrix)) {
            return List.of();
        }
        List<Map<String, String>> runs = new ArrayList<>(List.of(Map.of()));
        for (YamlNode.Entry entry : matrix.entries()) {
            String key = entry.key().text().toLowerCase(Locale.ROOT);
            boolean lists = entry.value() instanceof YamlNode.Sequence;
            if (keys.contains(key) && lists && !key.equals("include") && !key.equals("exclude")) {
                runs = multiplied(runs, key, ((YamlNode.Sequence) entry.value()).items());
            }
        }
        if (matrix.get("include").orElse(null) instanceof YamlNode.Sequence include) {
            included(runs, include, keys);
        }
        Set<Map<String, String>> distinct = new LinkedHashSet<>(runs);
        distinct.remove(Map.of());
        return List.copyOf(distinct);
    }

    private static List<Map<String, String>> multiplied(
            List<Map<String, String>> runs, String key, List<YamlNode> values) {
        List<Map<String, String>> more = new ArrayList<>();
        for (Map<String, String> run : runs) {
            for (YamlNode value : values) {
                if (more.size() >= MOST) {
                    return more;
                }
                Map<String, String> extended = new LinkedHashMap<>(run);
                put(extended, key, value, 0);
                more.add(extended);
            }
        }
        return more.isEmpty() ? runs : more;
    }

    private static void put(Map<String, String> run, String path, YamlNode value, int depth) {
        if (value instanceof YamlNode.Scalar s) {
            run.put(path, s.text());
        } else if (value instanceof YamlNode.Mapping m && depth < 4) {
            m.entries()
                    .forEach(e -> put(run, path + "." + e.key().text().toLowerCase(Locale.ROOT), e.value(), depth + 1));
        }
    }

    /** An entry of {@code include} extends the runs with which it agrees, or is a run of its own. */
    private static void included(List<Map<String, String>> runs, YamlNode.Sequence include, Set<String> keys) {
        List<Map<String, String>> own = new ArrayList<>();
        for (YamlNode item : include.items()) {
            if (!(item instanceof YamlNode.Mapping entry)) {
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (YamlNode.Entry e : entry.entries()) {
                String key = e.key().text().toLowerCase(Locale.ROOT);
                if (keys.contains(key)) {
                    put(values, key, e.value(), 0);
                }
            }
            boolean extended = false;
            for (int i = 0; i < runs.size(); i++) {
                Map<String, String> run = runs.get(i);
                boolean shares = values.keySet().stream().anyMatch(run::containsKey);
                boolean agrees = run.entrySet().stream()
                        .allMatch(e ->
                                !values.containsKey(e.getKey()) || e.getValue().equals(values.get(e.getKey())));
                if (shares && agrees && !run.isEmpty()) {
                    Map<String, String> more = new LinkedHashMap<>(run);
                    more.putAll(values);
                    runs.set(i, more);
                    extended = true;
                }
            }
            if (!extended && own.size() < MOST) {
                own.add(values);
            }
        }
        runs.addAll(own);
    }
}
