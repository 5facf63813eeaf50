package dev.tokenless.diagnose;

import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.oidc.ClaimsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Claims as tools print them behind a refusal. What a tool does not print is unknown, not absent.
 *
 * <p>pypi-publish prints {@code * `environment`: `pypi`} with {@code MISSING} for an absent claim (pypa/gh-action-pypi-publish,
 * oidc-exchange.py); uv prints a struct, {@code environment: Some( "pypi", ),} or {@code None} (astral-sh/uv,
 * crates/uv-publish).
 */
final class PrintedClaims {
    private static final Set<String> NAMES = Set.of(
            "sub",
            "repository",
            "repository_owner",
            "repository_owner_id",
            "workflow_ref",
            "job_workflow_ref",
            "ref",
            "environment",
            "event_name",
            "project_path",
            "ci_config_ref_uri",
            "namespace_id",
            "iss",
            "aud",
            "runner_environment",
            "repository_id",
            "sha",
            "ref_type",
            "actor");

    private static final Pattern LISTED = Pattern.compile("\\* `([a-z_]{2,40})`: (?:`([^`]{0,600})`|(MISSING)\\b)");
    /** One claim a line, as any tool may print it: with a bullet or without, in a table, in JSON. */
    private static final Pattern LINE =
            Pattern.compile("^[\\s>|*+\u2022\u00b7\u2023-]*[`\"']?([a-z_]{2,40})[`\"']?\\**\\s*[:=|]\\**\\s*"
                    + "(?:`([^`]{0,600})`|\"([^\"]{0,600})\"|'([^']{0,600})'|([^`\"'|]{0,600}?))\\s*,?\\s*\\|?\\s*$");
    /** JSON in one line; it may be cut off. */
    private static final Pattern JSON_FIELD = Pattern.compile("\"([a-z_]{2,40})\" ?: ?\"([^\"]{0,600})\"");
    /** A whole object without objects in it, which the claims of CI systems are. */
    private static final Pattern OBJECT = Pattern.compile("\\{[^{}]{40,20000}}");

    private static final int FAR = 3;

    private static final Pattern STRUCT = Pattern.compile(
            "\\b([a-z_]{2,40}): (?:Some\\( ?\"([^\"]{0,600})\",? ?\\)|\"([^\"]{0,600})\"|(None))(?=,| ?[})])");
    private static final Pattern STRUCT_START =
            Pattern.compile("Token claims, which must match the (?:publisher|PyPI) configuration: \\w{1,40} ?[({]");
    /** Two claims that the warning about called workflows prints alone. */
    private static final Pattern WARNED =
            Pattern.compile("\\b(job_workflow_ref|workflow_ref):? `?([^\\s`]{3,400}@[^\\s`]{1,300})`?");

    private static final Pattern QUOTATION = Pattern.compile("^[ \\t]*(?:>[ \\t]?)+");
    private static final Set<String> NONE = Set.of("MISSING", "None", "null", "nil", "undefined", "(none)", "");

    private PrintedClaims() {}

    /** The claims that a log prints, those of the last refusal where there are several. */
    static Optional<Claims> find(List<LogLine> lines) {
        String log = FoldedLog.of(lines).text();
        Map<String, ClaimValue> found = new LinkedHashMap<>();
        Matcher listed = LISTED.matcher(log);
        while (listed.find()) {
            if (NAMES.contains(listed.group(1))) {
                @Nullable String value = listed.group(2);
                put(found, listed.group(1), value == null ? "" : value, value == null || value.equals("MISSING"));
            }
        }
        if (found.isEmpty()) {
            struct(log, found);
        }
        if (found.isEmpty()) {
            Optional<Claims> whole = object(lines);
            if (whole.isPresent()) {
                return whole;
            }
            byLine(lines, found);
        }
        if (found.isEmpty()) {
            inOneLine(log, found);
        }
        if (found.isEmpty() && log.contains("the calling workflow is a reusable workflow")) {
            Matcher warned = WARNED.matcher(log);
            while (warned.find()) {
                put(found, warned.group(1), warned.group(2), false);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(complete(found));
    }

    /** Claims as a JSON object somewhere in the log; of several the last. */
    private static Optional<Claims> object(List<LogLine> lines) {
        if (lines.stream()
                .noneMatch(l -> l.text().contains("workflow_ref") || l.text().contains("project_path"))) {
            return Optional.empty();
        }
        String text = lines.stream()
                .map(l -> QUOTATION.matcher(l.text()).replaceFirst(""))
                .collect(Collectors.joining("\n"));
        Optional<Claims> last = Optional.empty();
        Matcher object = OBJECT.matcher(text);
        while (object.find()) {
            if (ClaimsReader.read(object.group()) instanceof ClaimsReader.Read(Claims claims)
                    && ofARun(claims.values())) {
                last = Optional.of(Presented.whole(claims));
            }
        }
        return last;
    }

    /** Only together do such lines stand for claims: a step's inputs are called repository and environment, too. */
    private static void byLine(List<LogLine> lines, Map<String, ClaimValue> found) {
        Map<String, ClaimValue> block = new LinkedHashMap<>();
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i).text().replace("\\", ""));
            if (!line.matches() || !NAMES.contains(line.group(1))) {
                continue;
            }
            if (i - last > FAR) {
                take(block, found);
                block.clear();
            }
            last = i;
            String value = "";
            for (int group = 2; group <= line.groupCount(); group++) {
                @Nullable String one = line.group(group);
                value = one == null ? value : one.strip();
            }
            put(block, line.group(1), value, NONE.contains(value));
        }
        take(block, found);
    }

    private static void inOneLine(String log, Map<String, ClaimValue> found) {
        Map<String, ClaimValue> block = new LinkedHashMap<>();
        Matcher field = JSON_FIELD.matcher(log);
        while (field.find()) {
            if (NAMES.contains(field.group(1))) {
                put(block, field.group(1), field.group(2), false);
            }
        }
        take(block, found);
    }

    private static void take(Map<String, ClaimValue> block, Map<String, ClaimValue> found) {
        if (block.size() > 2 && ofARun(block)) {
            found.clear();
            found.putAll(block);
        }
    }

    /** Whether a claim is among them that nothing but an identity token holds. */
    static boolean ofARun(Map<String, ClaimValue> values) {
        return holds(values, "workflow_ref", "@")
                || holds(values, "job_workflow_ref", "@")
                || holds(values, "ci_config_ref_uri", "@")
                || holds(values, "sub", "repo:")
                || holds(values, "sub", "project_path:");
    }

    private static boolean holds(Map<String, ClaimValue> values, String name, String part) {
        return values.get(name) instanceof ClaimValue.Text(String text) && text.contains(part);
    }

    private static void struct(String log, Map<String, ClaimValue> found) {
        Matcher start = STRUCT_START.matcher(log);
        int from = -1;
        while (start.find()) {
            from = start.end();
        }
        if (from < 0) {
            return;
        }
        Matcher field = STRUCT.matcher(log);
        field.region(from, Math.min(log.length(), from + 6000));
        while (field.find()) {
            if (NAMES.contains(field.group(1))) {
                String value = field.group(2) != null ? field.group(2) : field.group(3);
                put(found, field.group(1), value == null ? "" : value, field.group(4) != null);
            }
        }
    }

    private static void put(Map<String, ClaimValue> found, String name, String value, boolean missing) {
        found.put(name, missing ? new ClaimValue.Absent() : new ClaimValue.Text(value));
    }

    /** Which claims an incomplete list leaves open. */
    static Claims complete(Map<String, ClaimValue> found) {
        Map<String, ClaimValue> all = new LinkedHashMap<>(found);
        boolean gitLab = found.get("project_path") instanceof ClaimValue.Text;
        List<String> read = gitLab
                ? List.of("sub", "project_path", "ci_config_ref_uri", "environment", "namespace_id", "ref_path", "sha")
                : List.of(
                        "repository",
                        "repository_owner",
                        "repository_owner_id",
                        "workflow_ref",
                        "job_workflow_ref",
                        "ref",
                        "environment",
                        "event_name",
                        "runner_environment");
        for (String name : read) {
            all.putIfAbsent(name, new ClaimValue.Unknown("not printed", List.of()));
        }
        if (all.get("repository_owner") instanceof ClaimValue.Unknown
                && found.get("repository") instanceof ClaimValue.Text(String slug)
                && slug.indexOf('/') > 0) {
            all.put("repository_owner", new ClaimValue.Text(slug.substring(0, slug.indexOf('/'))));
        }
        return new Claims(all);
    }
}
