package dev.tokenless.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Registers publishers without harm: refuses what the registry would refuse, looks at what is there, and adds only what
 * is missing, so that doing it again changes nothing.
 */
public final class PublisherRegistration {
    private final PublisherApi api;

    public PublisherRegistration(PublisherApi api) {
        this.api = api;
    }

    /**
     * A publisher that stands at the registry now.
     *
     * @param stored as the registry holds it
     * @param wasThere whether it had been there before, so that nothing was sent
     * @param warnings whole sentences about what may still keep it from working
     */
    public record Registered(TrustedPublisher stored, boolean wasThere, List<String> warnings) {
        public Registered {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Registers one publisher.
     *
     * @param wanted with the owner's present id at GitHub where it is known: it is held against the stored one
     */
    public Outcome<Registered> register(TrustedPublisher wanted, Session session) {
        List<Registry.FieldProblem> problems = api.registry().validate(wanted);
        if (!problems.isEmpty()) {
            return new Outcome.Failed<>(new Outcome.Invalid(problems));
        }
        String name = wanted.project();
        if (name == null || name.isEmpty()) {
            return new Outcome.Failed<>(new Outcome.Invalid(
                    List.of(new Registry.FieldProblem("project", "The package's name is missing."))));
        }
        return api.list(name, session).then(there -> missing(wanted, there, session));
    }

    private Outcome<Registered> missing(TrustedPublisher wanted, List<TrustedPublisher> there, Session session) {
        if (Comparison.of(api.registry(), wanted, there) instanceof Comparison.Same same) {
            return new Outcome.Done<>(new Registered(same.there(), true, warnings(wanted, same.there())));
        }
        String provider = wanted.identity().provider();
        long alike = there.stream()
                .filter(p -> p.identity().provider().equals(provider))
                .count();
        int most = api.most(wanted);
        if (alike >= most) {
            return new Outcome.Failed<>(new Outcome.Refused(
                    Outcome.Reason.LIMIT,
                    "The package has " + alike + " publishers of this kind already, which is the most that "
                            + api.registry().displayName() + " takes.",
                    "Remove one that is not needed any more, then try again.",
                    0,
                    ""));
        }
        return api.post(wanted, session).map(stored -> {
            List<String> told = new ArrayList<>(warnings(wanted, stored));
            told.addAll(api.afterwards());
            return new Registered(stored, false, told);
        });
    }

    /** The stored owner's id may be of an account that had the name before; such a publisher never matches. */
    private static List<String> warnings(TrustedPublisher wanted, TrustedPublisher stored) {
        List<String> warnings = new ArrayList<>();
        if (wanted.identity() instanceof PublisherIdentity.GitHub asked
                && stored.identity() instanceof PublisherIdentity.GitHub there
                && asked.ownerId() != null
                && there.ownerId() != null
                && !Objects.equals(asked.ownerId(), there.ownerId())) {
            warnings.add("The registry holds the owner id " + there.ownerId() + " for " + there.owner()
                    + ", but GitHub's is " + asked.ownerId()
                    + ": the name once belonged to another account, and no token of today will match."
                    + " Ask the registry's support to remove the old record.");
        }
        return warnings;
    }
}
