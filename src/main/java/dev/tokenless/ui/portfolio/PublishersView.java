package dev.tokenless.ui.portfolio;

import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the publishers of many packages show at one moment; the packages are a list of their own.
 *
 * @param logins the registries that want a credential
 * @param current the index of the package whose request is shown, -1 where there is none
 * @param request as it will be sent, its secret masked; empty where nothing is sent
 * @param page the page on which the current package's publisher is registered by hand, empty where there is none
 */
record PublishersView(
        Answer answer,
        Registrations.Ground ground,
        List<Login> logins,
        int current,
        String request,
        String page,
        boolean working,
        Rich fault) {
    PublishersView {
        logins = List.copyOf(logins);
    }

    /**
     * A registry that wants a credential.
     *
     * @param from where the credential that is held comes from, empty while there is none
     */
    record Login(RegistryId registry, String from) {}

    /**
     * One package at one registry.
     *
     * @param wanted the publisher that its job needs; null where that cannot be told
     */
    record Item(
            String path,
            String repository,
            RegistryId registry,
            String name,
            @Nullable TrustedPublisher wanted,
            Standing standing) {
        Item with(Standing other) {
            return new Item(path, repository, registry, name, wanted, other);
        }
    }

    /** How a package stands, with a sentence where there is more to say. */
    record Standing(Kind kind, String sentence) {}

    /** The kinds of standing. */
    enum Kind {
        NOT_ASKED(Sign.NOT_READ, "publishers.kind.not-asked"),
        TRUSTED(Sign.DONE, "publishers.kind.trusted"),
        REGISTERED(Sign.DONE, "publishers.kind.registered"),
        PROVEN(Sign.TRUSTED, "publishers.kind.proven"),
        DIFFERS(Sign.DIFFERS, "publishers.kind.differs"),
        ABSENT(Sign.REFUSED, "publishers.kind.absent"),
        FAILED(Sign.ERROR, "publishers.kind.failed"),
        NOT_PROVEN(Sign.UNKNOWN, "publishers.kind.not-proven"),
        BY_HAND(Sign.NOTE, "publishers.kind.by-hand"),
        UNABLE(Sign.UNKNOWN, "publishers.kind.unable");

        private final Sign sign;
        private final String key;

        Kind(Sign sign, String key) {
            this.sign = sign;
            this.key = key;
        }

        Sign sign() {
            return sign;
        }

        String key() {
            return key;
        }

        /** Whether the registry is known to trust the job. */
        boolean done() {
            return this == TRUSTED || this == REGISTERED;
        }
    }
}
