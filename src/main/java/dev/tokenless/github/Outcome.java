package dev.tokenless.github;

import java.util.function.Function;

/** What came of asking GitHub. */
public sealed interface Outcome<T> {

    /** It was done, or told. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was not. */
    record Failed<T>(Trouble trouble) implements Outcome<T> {}

    /** A success. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** A failure. */
    static <T> Outcome<T> failed(Trouble trouble) {
        return new Failed<>(trouble);
    }

    /** The value made into another; a failure stays. */
    default <R> Outcome<R> map(Function<T, R> change) {
        return then(value -> done(change.apply(value)));
    }

    /** The next thing to ask, where this one went well. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Failed<T>(Trouble trouble) -> failed(trouble);
        };
    }
}
