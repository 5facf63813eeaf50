package dev.tokenless.ui.session;

import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.KnownPublishers.Answer;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.ui.Texts;
import java.time.Instant;
import java.util.Optional;

/** What is known of a package's publishers, and from where, in words. */
public final class PublisherWords {
    private static final int DAY = 10;

    private PublisherWords() {}

    /** What is known of an upload's package; what was seen or said before this window opened is a reason with its day. */
    public static Answer of(SessionState state, Upload upload) {
        return earlier(state, upload)
                .<Answer>map(earlier -> earlier.unanswered(upload.name()))
                .orElseGet(() -> state.publishers().of(upload.registry(), upload.packageName()));
    }

    /** What is kept of an upload's publisher from before, where nothing newer is known of it. */
    public static Optional<PublisherLook.Earlier> earlier(SessionState state, Upload upload) {
        Reading open = state.reading();
        boolean newer =
                !(state.publishers().of(upload.registry(), upload.packageName()) instanceof KnownPublishers.NotAsked);
        return open == null || newer
                ? Optional.empty()
                : PublisherLook.earlier(open.inspection(), state.kept().remembered(), upload.registry(), upload.name());
    }

    /** The day of a time, as it stands in every sentence. */
    public static String day(Instant at) {
        return at.toString().substring(0, DAY);
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
