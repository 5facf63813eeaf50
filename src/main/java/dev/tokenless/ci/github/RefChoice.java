package dev.tokenless.ci.github;

import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.repo.RepositoryId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An example of the ref on which a kind of run takes place: one that passes the trigger's filters and, where one is
 * found, the conditions on the way to the job. What a registry compares never depends on the choice.
 */
public final class RefChoice {
    private static final int MAX_CANDIDATES = 24;

    private RefChoice() {}

    /**
     * The run with an example of its ref; empty where no example passes the filters.
     *
     * @param versions of the packages that the job publishes, the likeliest first
     * @param names of those packages
     */
    public static Optional<RunKind> settled(
            List<Link> chain,
            RunKind run,
            @Nullable Step step,
            @Nullable RepositoryId repository,
            List<String> versions,
            List<String> names) {
        RunKind possible = null;
        for (String ref : candidates(chain, run, versions, names)) {
            RunKind settled = run.on(ref);
            Reach.Answer answer = Reach.of(chain, settled, step, repository);
            if (answer instanceof Reach.Reached(boolean certain)) {
                if (certain) {
                    return Optional.of(settled);
                }
                possible = possible == null ? settled : possible;
            }
        }
        return Optional.ofNullable(possible);
    }

    private static Set<String> candidates(List<Link> chain, RunKind run, List<String> versions, List<String> names) {
        Set<String> refs = new LinkedHashSet<>();
        if (run.ref() instanceof Value.Text(String ref)) {
            refs.add(ref);
            return refs;
        }
        if (run.ref() instanceof Value.Unknown u) {
            u.candidates().forEach(c -> {
                if (c instanceof Value.Text(String ref)) {
                    refs.add(ref);
                }
            });
        }
        boolean merged = run.words().equals("pull_request merged");
        switch (run.refKind()) {
            case TAG -> tags(chain, run, versions, names).forEach(t -> refs.add("refs/tags/" + t));
            case BRANCH -> branches(chain, run).forEach(b -> refs.add("refs/heads/" + b));
            case PULL_REQUEST -> refs.add("refs/pull/1/merge");
            case EITHER -> {
                branches(chain, run).forEach(b -> refs.add("refs/heads/" + b));
                tags(chain, run, versions, names).forEach(t -> refs.add("refs/tags/" + t));
            }
        }
        String prefix = run.ref() instanceof Value.Unknown u && u.prefix() != null && !merged ? u.prefix() : "";
        if (refs.stream().noneMatch(r -> r.startsWith(prefix)) && run.refKind() == RunKind.RefKind.BRANCH) {
            refs.add(prefix + "main");
        }
        refs.removeIf(r -> !r.startsWith(prefix));
        return refs;
    }

    private static List<String> tags(List<Link> chain, RunKind run, List<String> versions, List<String> names) {
        Set<String> tags = new LinkedHashSet<>();
        List<String> all = versions.isEmpty() ? List.of("1.0.0") : versions;
        List<String> patterns = run.trigger().filters().getOrDefault("tags", List.of());
        List<String> literals = literals(chain);
        for (String version : all) {
            tags.add("v" + version);
            tags.add(version);
            for (String name : names) {
                tags.add(name + "-v" + version);
                tags.add(name + "@" + version);
                tags.add(name + "-" + version);
            }
            patterns.forEach(p -> tags.add(FilterPattern.of(p).sample(version)));
            for (String literal : literals) {
                String part = literal.startsWith("refs/tags/") ? literal.substring("refs/tags/".length()) : literal;
                tags.add(part + version);
                tags.add(part);
                tags.add("v" + version + part);
            }
        }
        return tags.stream()
                .filter(t -> !t.isEmpty() && !t.startsWith("refs/") && run.admits(t))
                .limit(MAX_CANDIDATES)
                .toList();
    }

    private static List<String> branches(List<Link> chain, RunKind run) {
        Set<String> branches = new LinkedHashSet<>(List.of("main", "master"));
        run.trigger().filters().getOrDefault("branches", List.of()).stream()
                .filter(p -> run.event().equals("push"))
                .forEach(p -> branches.add(FilterPattern.of(p).sample("1")));
        for (String literal : literals(chain)) {
            branches.add(literal.startsWith("refs/heads/") ? literal.substring("refs/heads/".length()) : literal);
        }
        return branches.stream()
                .filter(b -> !b.isEmpty() && !b.startsWith("refs/") && run.admits(b))
                .limit(MAX_CANDIDATES)
                .toList();
    }

    /** The texts with which the conditions on the way compare. */
    private static List<String> literals(List<Link> chain) {
        Set<String> literals = new LinkedHashSet<>();
        for (Link link : chain) {
            for (Job job : link.workflow().jobs()) {
                if (job.condition() != null) {
                    literals.addAll(Template.literals(job.condition()));
                }
            }
            for (Step step : link.job().steps()) {
                if (step.condition() != null) {
                    literals.addAll(Template.literals(step.condition()));
                }
            }
        }
        return literals.stream().filter(l -> l.length() <= 100).limit(30).toList();
    }
}
