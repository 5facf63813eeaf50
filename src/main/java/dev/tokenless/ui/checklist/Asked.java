package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Background;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of somebody else, beside the window: not asked yet, being asked, known, or not told. An answer
 * that comes when something else is meant already is dropped. Used on the toolkit's thread only.
 *
 * @param <T> what is told
 */
public final class Asked<T> {
    private final Background background;
    private final Texts texts;
    private final Runnable changed;
    private State<T> state = new NotYet<>();
    private @Nullable Object about;
    private Background.@Nullable Running running;
    private boolean asked;
    private int turn;

    /**
     * Nothing is asked yet.
     *
     * @param changed is called after each change
     */
    public Asked(Background background, Texts texts, Runnable changed) {
        this.background = background;
        this.texts = texts;
        this.changed = changed;
    }

    /** How far it is. */
    public sealed interface State<T> {}

    /** Nobody was asked. */
    public record NotYet<T>() implements State<T> {}

    /** The answer is waited for. */
    public record Asking<T>() implements State<T> {}

    /** This was told. */
    public record Known<T>(T value) implements State<T> {}

    /** Nothing was told; the sentence says why and what to do. */
    public record Untold<T>(Rich why) implements State<T> {}

    /** What the work says: the value, or a sentence why there is none. */
    public sealed interface Reply<T> {}

    /** It was told. */
    public record Told<T>(T value) implements Reply<T> {}

    /** It was not. */
    public record Refused<T>(String sentence) implements Reply<T> {}

    /** An answer of GitHub. */
    public static <T> Reply<T> of(dev.tokenless.github.Outcome<T> outcome) {
        return switch (outcome) {
            case dev.tokenless.github.Outcome.Done<T>(T value) -> new Told<>(value);
            case dev.tokenless.github.Outcome.Failed<T>(var trouble) -> new Refused<>(trouble.sentence());
        };
    }

    /** An answer of a registry. */
    public static <T> Reply<T> of(dev.tokenless.registry.Outcome<T> outcome) {
        return switch (outcome) {
            case dev.tokenless.registry.Outcome.Done<T>(T value) -> new Told<>(value);
            case dev.tokenless.registry.Outcome.Failed<T>(var why) ->
                new Refused<>(why.sentence() + " " + why.nextStep());
        };
    }

    /** How far it is. */
    public State<T> state() {
        return state;
    }

    /** What was told, where it was. */
    public Optional<T> value() {
        return state instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** Why nothing was told, empty where something was or nobody was asked. */
    public Rich trouble() {
        return state instanceof Untold<T>(Rich why) ? why : Rich.EMPTY;
    }

    /** Whether the answer is waited for. */
    public boolean waiting() {
        return state instanceof Asking<T>;
    }

    /** Whether this was asked already, whatever came of it: what the user cancelled is not asked again by itself. */
    public boolean wasAsked(Object what) {
        return asked && Objects.equals(about, what);
    }

    /** Says what is meant now; what was told of something else is forgotten. */
    public void about(@Nullable Object what) {
        if (!Objects.equals(about, what)) {
            about = what;
            asked = false;
            cancel();
            state = new NotYet<>();
        }
    }

    /** Asks. */
    public void ask(Object what, String words, Background.Work<Reply<T>> work) {
        ask(what, words, work, () -> {});
    }

    /**
     * Has something done that changes what is outside.
     *
     * @param stopped is called where the work was cancelled, by the user or because something else is meant by now: what
     *     had left by then may have come about
     */
    public void ask(Object what, String words, Background.Work<Reply<T>> work, Runnable stopped) {
        about(what);
        cancel();
        asked = true;
        int mine = ++turn;
        state = new Asking<>();
        changed.run();
        Background.Running begun = background.start(words, work, outcome -> {
            if (mine != turn) {
                if (outcome instanceof Background.Cancelled<Reply<T>>) {
                    stopped.run();
                }
                return;
            }
            running = null;
            turn++;
            state = switch (outcome) {
                case Background.Done<Reply<T>>(Told<T>(T value)) -> new Known<>(value);
                case Background.Done<Reply<T>>(Refused<T>(String sentence)) -> new Untold<>(Rich.plain(sentence));
                case Background.Cancelled<Reply<T>> _ -> new NotYet<>();
                case Background.Failed<Reply<T>>(Throwable cause) ->
                    new Untold<>(texts.rich("fault", Rich.code(cause.toString())));
            };
            if (outcome instanceof Background.Cancelled<Reply<T>>) {
                stopped.run();
            }
            changed.run();
        });
        if (mine == turn) {
            running = begun;
        }
    }

    /** Stops what goes on, as if the user had cancelled it. */
    public void stop() {
        Background.Running now = running;
        if (now != null) {
            now.cancel();
        }
    }

    /** Takes something for told, without asking. */
    public void know(Object what, T value) {
        about(what);
        cancel();
        asked = true;
        state = new Known<>(value);
    }

    /** Forgets what was told, or why nothing was; what is being asked goes on. */
    public void forget() {
        if (!waiting()) {
            state = new NotYet<>();
        }
        changed.run();
    }

    private void cancel() {
        turn++;
        Background.Running before = running;
        running = null;
        if (before != null) {
            before.cancel();
        }
    }
}
