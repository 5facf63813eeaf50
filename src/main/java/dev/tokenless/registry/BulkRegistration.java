package dev.tokenless.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Registers the publishers of many packages one after the other in one session, so that the second factor is asked for
 * only where it has run out. Whoever gives a former result along continues where it stopped.
 */
public final class BulkRegistration {
    private final PublisherRegistration registration;

    public BulkRegistration(PublisherApi api) {
        this.registration = new PublisherRegistration(api);
    }

    /** What came of one package. */
    public record Result(TrustedPublisher wanted, Outcome<PublisherRegistration.Registered> outcome) {

        /** Whether nothing is left to do for it. */
        public boolean done() {
            return outcome instanceof Outcome.Done;
        }
    }

    /**
     * Registers all that a former run has not, in the order of the list. It ends early where going on could not work: the
     * thread is interrupted, no answer comes, the user is not signed in, gives no second factor, or is to wait.
     *
     * @param former results of a run before, empty at first
     * @param progress told each result as it comes
     * @return a result for each package that was tried now or before; those that are missing were not tried
     */
    public List<Result> register(
            List<TrustedPublisher> wanted, List<Result> former, Session session, Consumer<Result> progress) {
        List<Result> results = new ArrayList<>();
        boolean going = true;
        for (TrustedPublisher one : wanted) {
            Result before = former.stream()
                    .filter(r -> r.wanted().equals(one))
                    .findFirst()
                    .orElse(null);
            if (before != null && (before.done() || !going)) {
                results.add(before);
                continue;
            }
            if (!going || Thread.currentThread().isInterrupted()) {
                going = false;
                continue;
            }
            Result result = new Result(one, registration.register(one, session));
            results.add(result);
            progress.accept(result);
            going = goesOn(result.outcome());
        }
        return results;
    }

    private static boolean goesOn(Outcome<PublisherRegistration.Registered> outcome) {
        return switch (outcome) {
            case Outcome.Done<PublisherRegistration.Registered> _ -> true;
            case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure failure) ->
                switch (failure) {
                    case Outcome.Refused refused ->
                        switch (refused.reason()) {
                            case NOT_SIGNED_IN, RATE_LIMITED, SECOND_FACTOR_OFF, EMAIL_UNVERIFIED -> false;
                            case SCOPE_MISSING,
                                    NOT_AN_OWNER,
                                    PACKAGE_ABSENT,
                                    ABSENT,
                                    ALREADY_THERE,
                                    LIMIT,
                                    INVALID,
                                    FORBIDDEN,
                                    SERVER_ERROR,
                                    UNEXPECTED -> true;
                        };
                    case Outcome.Invalid _ -> true;
                    case Outcome.SecondFactorMissing _ -> false;
                    case Outcome.NotReached _ -> false;
                };
        };
    }
}
