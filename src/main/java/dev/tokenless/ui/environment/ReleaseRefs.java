package dev.tokenless.ui.environment;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.github.Environment.RefPattern;
import dev.tokenless.publish.PublishJob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The refs from which a job is released.
 *
 * @param samples one ref for each way in which the job is reached, as {@code GITHUB_REF} names it
 * @param tags the tag filters of the workflow
 */
record ReleaseRefs(List<String> samples, List<String> tags) {
    private static final String REF = "ref";

    ReleaseRefs {
        samples = List.copyOf(samples);
        tags = List.copyOf(tags);
    }

    static ReleaseRefs of(Examined examined) {
        List<String> samples = examined.presented().stream()
                .map(p -> p.prediction().claims().text(REF))
                .flatMap(Optional::stream)
                .filter(ref -> ref.startsWith("refs/tags/") || ref.startsWith("refs/heads/"))
                .distinct()
                .toList();
        List<String> tags = examined.job().ci() instanceof PublishJob.GitHubJob github
                ? github.workflow()
                        .trigger("push")
                        .map(t -> t.filters().getOrDefault("tags", List.of()))
                        .orElse(List.of())
                : List.of();
        return new ReleaseRefs(samples, tags);
    }

    /**
     * The rules that let all of these through and as little else as can be. A workflow's filter knows more signs than an
     * environment's rule (GitHub's documentation, "Filter pattern cheat sheet" and "Deployments and environments"): from
     * the first of these on everything is let through.
     */
    List<RefPattern> patterns() {
        Set<RefPattern> patterns = new LinkedHashSet<>();
        for (String sample : samples) {
            if (sample.startsWith("refs/heads/")) {
                patterns.add(new RefPattern(sample.substring("refs/heads/".length()), "branch"));
            } else if (tags.stream().noneMatch(t -> !t.startsWith("!"))) {
                patterns.add(new RefPattern("*", "tag"));
            } else {
                tags.stream()
                        .filter(t -> !t.startsWith("!"))
                        .map(ReleaseRefs::widened)
                        .forEach(t -> patterns.add(new RefPattern(t, "tag")));
            }
        }
        return List.copyOf(patterns);
    }

    /** A filter as a rule: {@code v[0-9]+.*} becomes {@code v*}. */
    static String widened(String filter) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            if (c == '*') {
                // Two stars mean any depth in both languages.
                rule.append('*');
            } else if (c == '?' || c == '+') {
                // The sign before it may be missing or be there several times.
                if (!rule.isEmpty() && rule.charAt(rule.length() - 1) != '*') {
                    rule.setLength(rule.length() - 1);
                }
                return starred(rule);
            } else if (c == '[' || c == '\\') {
                return starred(rule);
            } else {
                rule.append(c);
            }
        }
        return rule.toString();
    }

    private static String starred(StringBuilder rule) {
        return rule.isEmpty() || rule.charAt(rule.length() - 1) != '*'
                ? rule.append('*').toString()
                : rule.toString();
    }

    /** The ref as a person says it: {@code tag v1.4.0}. */
    static String name(String ref) {
        return ref.replaceFirst("^refs/(?:heads|tags)/", "");
    }
}
