package dev.tokenless.github;

import java.util.Locale;

/** Whether an environment lets a run of a ref through, before anyone approves. */
public sealed interface Gate {

    /** Why, as a whole sentence. */
    String sentence();

    /** The rules let it through. */
    record LetsThrough(String sentence) implements Gate {}

    /** The job would fail before its first step. */
    record Blocks(String sentence) implements Gate {}

    /** The rules alone do not tell. */
    record Undetermined(String sentence) implements Gate {}

    /**
     * Holds a ref against the rules (GitHub's documentation, "Deployments and environments").
     *
     * @param ref as the run's {@code GITHUB_REF}, for example {@code refs/tags/v1.2.3}
     */
    static Gate of(Environment environment, String ref) {
        String name = ref.replaceFirst("^refs/(?:heads|tags)/", "");
        boolean tag = ref.startsWith("refs/tags/");
        String type = tag ? "tag" : "branch";
        return switch (environment.policy()) {
            case Environment.AnyRef _ ->
                new LetsThrough("The environment " + environment.name() + " lets every branch and tag through.");
            case Environment.ProtectedBranches _ ->
                tag
                        ? new Blocks("The environment " + environment.name()
                                + " lets protected branches through and never a tag: the tag " + name
                                + " would be refused. Add a tag rule that names it.")
                        : new Undetermined("The environment " + environment.name()
                                + " lets protected branches through; whether " + name + " is one must be asked.");
            case Environment.Patterns patterns -> {
                for (Environment.RefPattern pattern : patterns.patterns()) {
                    if (pattern.type().toLowerCase(Locale.ROOT).equals(type)
                            && NamePattern.matches(pattern.name(), name)) {
                        yield new LetsThrough("The " + type + " rule " + pattern.name() + " of the environment "
                                + environment.name() + " lets " + name + " through.");
                    }
                }
                yield new Blocks(blocked(environment.name(), patterns, type, name));
            }
        };
    }

    private static String blocked(String environment, Environment.Patterns patterns, String type, String name) {
        for (Environment.RefPattern pattern : patterns.patterns()) {
            if (NamePattern.matches(pattern.name(), name)) {
                return "The environment " + environment + " has the rule " + pattern.name() + " for "
                        + (type.equals("tag") ? "branches" : "tags") + " only, so the " + type + " " + name
                        + " would be refused. Add the same rule for a " + type + ".";
            }
        }
        return "No " + type + " rule of the environment " + environment + " matches " + name
                + ", so the job would be refused before its first step. Add a " + type + " rule that does.";
    }
}
