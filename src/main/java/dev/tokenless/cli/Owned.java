package dev.tokenless.cli;

import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The packages that a credential owns, and which of them are meant. */
record Owned(PublisherApi api, List<String> names) {

    /** Asks the registry; refuses where it cannot tell. */
    static Owned of(PublisherApi api, Session session, @Nullable String user) {
        String at = api.registry().displayName();
        Outcome<List<String>> outcome;
        if (user != null && api instanceof PublisherApi.OwnedBy by) {
            outcome = by.ownedBy(user);
        } else if (api instanceof PublisherApi.Owner owner) {
            outcome = owner.owned(session);
        } else {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    api instanceof PublisherApi.OwnedBy
                            ? at + " does not tell whose a token is. Name your account there with --user."
                            : at + " lists no packages of an account. Name them with --package.");
        }
        return switch (outcome) {
            case Outcome.Done<List<String>>(List<String> names) -> new Owned(api, names);
            case Outcome.Failed<List<String>>(Outcome.Failure failure) ->
                throw new Bug.Refusal(ExitStatus.REFUSED, at + ": " + failure.sentence() + " " + failure.nextStep());
        };
    }

    /**
     * The publishers of the chosen packages: as the repository proposes them, else like its first one.
     *
     * @param asked names; none for those of this repository, {@code *} for all
     */
    List<TrustedPublisher> chosen(List<TrustedPublisher> proposed, List<String> asked) {
        List<String> declared = proposed.stream()
                .map(TrustedPublisher::project)
                .filter(Objects::nonNull)
                .toList();
        List<String> chosen =
                asked.isEmpty() ? names.stream().filter(declared::contains).toList() : chosen(asked);
        return chosen.stream()
                .map(name -> proposed.stream()
                        .filter(p -> name.equals(p.project()))
                        .findFirst()
                        .orElseGet(() -> proposed.getFirst().named(name)))
                .toList();
    }

    /** Those of the account's packages that are asked for, {@code *} for all; refuses one that is not among them. */
    List<String> chosen(List<String> asked) {
        if (asked.contains("*")) {
            return names;
        }
        for (String name : asked) {
            if (names.stream().noneMatch(name::equals)) {
                throw new Bug.Refusal(
                        ExitStatus.UNUSABLE,
                        name + " is not among the packages of this account at "
                                + api.registry().displayName() + ". list --owned shows them.");
            }
        }
        return asked;
    }
}
