package dev.tokenless.ui.retire;

import dev.tokenless.registry.PublisherApi.StoredToken;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView.Fact;
import java.util.ArrayList;
import java.util.List;

/** What a registry tells of the user's tokens, as facts below their stage: never a token itself. */
final class TokenFacts {
    /** More tokens than this are looked at on the registry's page. */
    static final int MOST = 12;

    private static final int LONGEST_NAME = 40;

    private final Texts texts;

    TokenFacts(Texts texts) {
        this.texts = texts;
    }

    List<Fact> facts(List<StoredToken> all) {
        List<Fact> facts = new ArrayList<>();
        all.stream().limit(MOST).forEach(token -> facts.add(new Fact(name(token), told(token))));
        if (all.size() > MOST) {
            facts.add(new Fact("", texts.richPlural("retire.tokens.rest", all.size() - MOST, all.size() - MOST)));
        }
        return facts;
    }

    /** As a person knows it, cut where it is longer than a line. */
    static String name(StoredToken token) {
        String words = token.words();
        return words.length() > LONGEST_NAME ? words.substring(0, LONGEST_NAME) + "\u2026" : words;
    }

    private Rich told(StoredToken token) {
        List<String> words = new ArrayList<>();
        words.add(texts.text(token.mayPublish() ? "retire.token.publishes" : "retire.token.reads"));
        if (Boolean.TRUE.equals(token.bypasses())) {
            words.add(texts.text("retire.token.bypasses"));
        }
        if (!token.limits().isEmpty()) {
            words.add(texts.text("retire.token.limits", String.join(", ", token.limits())));
        }
        if (!token.created().isEmpty()) {
            words.add(texts.text("retire.token.made", day(token.created())));
        }
        if (!token.expires().isEmpty()) {
            words.add(texts.text("retire.token.ends", day(token.expires())));
        }
        return Rich.plain(String.join(" \u00b7 ", words));
    }

    private static String day(String time) {
        return time.length() >= 10 ? time.substring(0, 10) : time;
    }
}
