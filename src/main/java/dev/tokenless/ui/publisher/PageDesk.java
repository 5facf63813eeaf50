package dev.tokenless.ui.publisher;

import dev.tokenless.check.KnownPublishers.Source;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Errands;
import dev.tokenless.ui.session.Session;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.session.Walked;
import java.util.List;

/** The registry's own page, on which the user registers the publisher herself: opened, and come back from. */
final class PageDesk {
    private final Session session;
    private final Errands errands;
    private final Texts texts;
    private final PlayedPage played;
    private final Chosen chosen;
    private final Learning learning;
    private final Showing showing;
    private boolean opened;

    PageDesk(
            Session session,
            Errands errands,
            Texts texts,
            PlayedPage played,
            Chosen chosen,
            Learning learning,
            Showing showing) {
        this.session = session;
        this.errands = errands;
        this.texts = texts;
        this.played = played;
        this.chosen = chosen;
        this.learning = learning;
        this.showing = showing;
    }

    /** Whether the page was opened for this package, so that coming back is what is left to do. */
    boolean opened() {
        return opened;
    }

    /** Another package is meant. */
    void forget() {
        opened = false;
    }

    /** Opens the page, its fields filled in as far as its address can. */
    void open(String address) {
        opened = true;
        showing.ended(
                errands.open(address, StepId.PUBLISHER, "publisher", this::awaited, this::back)
                        ? Rich.EMPTY
                        : texts.rich("publisher.page.not-opened"));
    }

    /** A real registry shows nobody what its page took; the played one lies on this computer. */
    private boolean awaited() {
        return played.plays() && !(chosen.comparison() instanceof Comparison.Same);
    }

    private void back() {
        if (!took().isEmpty()) {
            added(false);
        }
    }

    /**
     * The user registered the wanted publisher on the page.
     *
     * @param on whether the next step follows, where nothing is left to do in this one
     */
    void added(boolean on) {
        chosen.wanted().ifPresent(w -> {
            List<TrustedPublisher> took = took();
            if (played.plays() && took.isEmpty()) {
                // The page is played on this computer: what it did not take is known not to be there.
                showing.ended(texts.rich("publisher.played.not-there", Rich.code(chosen.name())));
                return;
            }
            session.change(s -> s.walked(s.progress().with(Walked.Mark.PUBLISHER_REGISTERED, true)));
            boolean seen = !took.isEmpty();
            List<TrustedPublisher> held = seen ? took : List.of(stored(w));
            chosen.upload()
                    .ifPresent(upload -> learning.holds(upload.key(), held, seen ? Source.PLAYED : Source.TYPED, on));
        });
    }

    private List<TrustedPublisher> took() {
        return chosen.upload().map(u -> played.took(u, chosen.name())).orElse(List.of());
    }

    private static TrustedPublisher stored(TrustedPublisher typed) {
        RegistryId registry = typed.registry();
        return registry == null
                ? typed
                : Registries.byId(registry).map(r -> r.stored(typed)).orElse(typed);
    }
}
