package dev.tokenless.ci.github;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Template;
import dev.tokenless.ci.expression.Value;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.repo.RepositoryId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The environment of a job in a kind of run, as far as it can be computed, one answer for each leg of a matrix. */
public final class Environments {
    private Environments() {}

    /** What is known of the environment. */
    public sealed interface Resolved {}

    /** The job has this environment. */
    public record Name(String name) implements Resolved {}

    /** The job has none: nothing is written, or the expression gives the empty text. */
    public record Nothing() implements Resolved {}

    /**
     * The files do not tell.
     *
     * @param reason as a part of a sentence
     * @param candidates all names that it can take, the empty text for none; empty where they cannot be listed
     */
    public record Open(String reason, List<String> candidates) implements Resolved {
        public Open {
            candidates = List.copyOf(candidates);
        }
    }

    /** The environments of the last job of a chain, without repetition; one where no matrix decides. */
    public static List<Resolved> of(List<Link> chain, RunKind run, @Nullable RepositoryId repository) {
        Job job = chain.getLast().job();
        return switch (job.environment()) {
            case EnvironmentRef.None _ -> List.of(new Nothing());
            case EnvironmentRef.Named named -> List.of(new Name(named.name()));
            case EnvironmentRef.Computed computed -> computed(job, computed, RunContext.of(chain, run, repository));
        };
    }

    private static List<Resolved> computed(Job job, EnvironmentRef.Computed computed, Context context) {
        boolean usesMatrix = Template.references(computed.expression()).stream()
                .anyMatch(p -> p.equals("matrix") || p.startsWith("matrix."));
        if (!usesMatrix) {
            return List.of(resolved(Expressions.fill(computed.expression().strip(), context)));
        }
        MatrixExpansion matrix = MatrixExpansion.of(job, context);
        Set<Resolved> all = new LinkedHashSet<>();
        for (Value.Fields leg : matrix.legs()) {
            all.add(resolved(Expressions.fill(computed.expression().strip(), context.with("matrix", leg))));
        }
        return List.copyOf(all);
    }

    private static Resolved resolved(Value value) {
        if (value instanceof Value.Unknown u) {
            return new Open(
                    u.reason(),
                    u.candidates().stream().map(Coercion::text).distinct().toList());
        }
        String name = Coercion.text(value);
        return name.isEmpty() ? new Nothing() : new Name(name);
    }
}
