package dev.tokenless.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries the condition of a step over to a job of its own. */
final class Conditions {
    private static final Pattern STEP_OUTPUT =
            Pattern.compile("\\bsteps\\.([A-Za-z_][A-Za-z0-9_-]*)\\.outputs\\.([A-Za-z_][A-Za-z0-9_-]*)");
    private static final Pattern JOB_ONLY = Pattern.compile("\\b(matrix|runner|strategy)\\.");
    private static final Pattern STEP_ONLY =
            Pattern.compile("\\b(steps|env|job|secrets)\\b\\s*[.\\[]|\\bhashFiles\\s*\\(");
    private static final Pattern STATUS = Pattern.compile("\\b(always|failure|cancelled)\\s*\\(");

    private Conditions() {}

    /**
     * A condition for a job that needs the step's job.
     *
     * @param condition null where there is none
     * @param outputs what the step's job must hand over, expression by name
     * @param oneLeg whether the step runs in one leg of a matrix only
     */
    record Carried(@Nullable String condition, Map<String, String> outputs, boolean oneLeg) {}

    /** The text of a condition without <code>${{ }}</code> around the whole. */
    static String bare(String condition) {
        String text = condition.strip();
        if (text.startsWith("${{") && text.endsWith("}}") && text.indexOf("}}") == text.length() - 2) {
            return text.substring(3, text.length() - 2).strip();
        }
        return text;
    }

    /** The condition that two make together; null stands for none. */
    static @Nullable String both(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return "(" + bare(a) + ") && (" + bare(b) + ")";
    }

    /** The step's condition at a job that needs this one; empty where that cannot be said there. */
    static Optional<Carried> carry(@Nullable String condition, String job) {
        if (condition == null) {
            return Optional.of(new Carried(null, Map.of(), false));
        }
        String bare = bare(condition);
        if (STATUS.matcher(bare).find() || bare.contains("${{")) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        Map<String, String> outputs = new LinkedHashMap<>();
        boolean oneLeg = false;
        for (String part : conjuncts(bare)) {
            if (part.equals("success()")) {
                continue;
            }
            if (JOB_ONLY.matcher(part).find()) {
                oneLeg = true;
                continue;
            }
            Matcher m = STEP_OUTPUT.matcher(part);
            StringBuilder rewritten = new StringBuilder();
            while (m.find()) {
                String name = m.group(1) + "-" + m.group(2);
                outputs.put(name, "${{ " + m.group() + " }}");
                m.appendReplacement(rewritten, Matcher.quoteReplacement("needs." + job + ".outputs." + name));
            }
            String text = m.appendTail(rewritten).toString();
            if (STEP_ONLY.matcher(text).find()) {
                return Optional.empty();
            }
            kept.add(text);
        }
        return Optional.of(new Carried(kept.isEmpty() ? null : String.join(" && ", kept), outputs, oneLeg));
    }

    /** The operands of the outermost {@code &&}; the whole where an {@code ||} stands beside them. */
    static List<String> conjuncts(String expression) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && expression.startsWith("||", i)) {
                return List.of(expression.strip());
            } else if (!quoted && depth == 0 && expression.startsWith("&&", i)) {
                parts.add(expression.substring(start, i).strip());
                start = i + 2;
                i++;
            }
        }
        parts.add(expression.substring(start).strip());
        return parts;
    }
}
