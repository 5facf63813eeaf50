package dev.tokenless.ui.session;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Answer;
import dev.tokenless.ui.Texts;

/** What is known of a package's publishers, and from where, in words. */
public final class PublisherWords {
    private PublisherWords() {}

    /** What is known of an upload's package. */
    public static Answer of(SessionState state, Upload upload) {
        return state.publishers().of(upload.registry(), upload.packageName());
    }

    /** Where an answer comes from. */
    public static String source(Texts texts, Answer answer) {
        return switch (answer) {
            case KnownPublishers.NotAsked _, KnownPublishers.Unanswered _ -> texts.text("publishers.not-known");
            case KnownPublishers.Held held ->
                switch (held.source()) {
                    case FILE -> texts.text("publishers.file");
                    case TYPED -> texts.text("publishers.typed");
                    case READ -> texts.text("publishers.read");
                    case PLAYED -> texts.text("publishers.sandbox");
                };
        };
    }

    /** Why nothing is known; empty where something is, or where nobody asked. */
    public static String reason(Answer answer) {
        return answer instanceof KnownPublishers.Unanswered unanswered ? unanswered.reason() : "";
    }
}
