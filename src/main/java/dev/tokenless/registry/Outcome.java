package dev.tokenless.registry;

import java.util.List;
import java.util.function.Function;

/** What came of asking a registry for something. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was not done. */
    record Failed<T>(Failure failure) implements Outcome<T> {}

    /** The same with the value turned into another. */
    default <U> Outcome<U> map(Function<T, U> change) {
        return switch (this) {
            case Done<T> done -> new Done<>(change.apply(done.value()));
            case Failed<T> failed -> new Failed<>(failed.failure());
        };
    }

    /** The same with what is done next. */
    default <U> Outcome<U> then(Function<T, Outcome<U>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value());
            case Failed<T> failed -> new Failed<>(failed.failure());
        };
    }

    /** Why it was not done, with what to do about it. */
    sealed interface Failure {
        /** What happened and why, as a whole sentence. */
        String sentence();

        /** What the user can do, as a whole sentence. */
        String nextStep();
    }

    /**
     * The registry answered and refused.
     *
     * @param status the HTTP status; 0 where the program itself knew the refusal and sent nothing
     * @param raw the answer's body as it came, secrets masked, bounded in length
     */
    record Refused(Reason reason, String sentence, String nextStep, int status, String raw) implements Failure {}

    /** Nothing was sent, because the registry would refuse these values. */
    record Invalid(List<Registry.FieldProblem> problems) implements Failure {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public String sentence() {
            StringBuilder text = new StringBuilder("The registry would refuse these values: ");
            for (int i = 0; i < problems.size(); i++) {
                text.append(i == 0 ? "" : "; ")
                        .append(problems.get(i).field())
                        .append(": ")
                        .append(problems.get(i).message());
            }
            return text.charAt(text.length() - 1) == '.'
                    ? text.toString()
                    : text.append('.').toString();
        }

        @Override
        public String nextStep() {
            return "Correct the values; nothing was sent.";
        }
    }

    /** The second factor was asked for and none was given. */
    record SecondFactorMissing(String sentence, String nextStep) implements Failure {}

    /** No answer came. */
    record NotReached(String sentence, String nextStep) implements Failure {}

    /** The kinds of refusal that registries share. */
    enum Reason {
        /** The credential is missing, unknown, expired, or of the wrong kind. */
        NOT_SIGNED_IN,
        /** The credential lacks a scope or is made for another package. */
        SCOPE_MISSING,
        /** The user does not own the package, or not in the way that is asked for. */
        NOT_AN_OWNER,
        EMAIL_UNVERIFIED,
        /** The account has no second factor, and must have one. */
        SECOND_FACTOR_OFF,
        PACKAGE_ABSENT,
        /** What was to be changed is not there. */
        ABSENT,
        ALREADY_THERE,
        LIMIT,
        INVALID,
        FORBIDDEN,
        RATE_LIMITED,
        SERVER_ERROR,
        /** An answer that the program does not understand. */
        UNEXPECTED
    }
}
