package dev.tokenless.cli;

import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Comparison;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherApi;
import dev.tokenless.registry.PublisherDiff;
import dev.tokenless.registry.PublisherRegistration;
import dev.tokenless.registry.Session;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done at one registry.
 *
 * @param dryRun whether requests are shown and none is sent
 * @param agreed whether nobody has to be asked before something is changed
 */
record PublisherDeeds(
        Terminal terminal, PublisherOutput output, PublisherApi api, Session session, boolean dryRun, boolean agreed) {

    int list(List<String> names) {
        int status = ExitStatus.FINE;
        for (String name : names) {
            if (dryRun) {
                output.request(api.listing(name, session));
                continue;
            }
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) ->
                    output.stored(api.registry(), name, there);
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    /** What was added, or was there. */
    record Added(int status, List<TrustedPublisher> registered) {}

    Added add(List<TrustedPublisher> wanted) {
        wanted.stream().map(w -> api.addition(w, session)).forEach(output::request);
        if (dryRun || !agreed(wanted.size())) {
            return new Added(ExitStatus.FINE, List.of());
        }
        int[] status = {ExitStatus.FINE};
        List<TrustedPublisher> registered = new ArrayList<>();
        List<BulkRegistration.Result> results = new BulkRegistration(api)
                .register(wanted, List.of(), session, result -> {
                    String name = String.valueOf(result.wanted().project());
                    switch (result.outcome()) {
                        case Outcome.Done<PublisherRegistration.Registered>(PublisherRegistration.Registered done) -> {
                            registered.add(done.stored());
                            output.registered(api.registry(), name, done);
                        }
                        case Outcome.Failed<PublisherRegistration.Registered>(Outcome.Failure failure) -> {
                            output.failure(api.registry(), name, failure);
                            status[0] = ExitStatus.REFUSED;
                        }
                    }
                });
        List<String> left = wanted.stream()
                .filter(w -> results.stream().noneMatch(r -> r.wanted().equals(w)))
                .map(w -> String.valueOf(w.project()))
                .toList();
        if (!left.isEmpty()) {
            status[0] = ExitStatus.REFUSED;
            output.notTried(api.registry(), left);
        }
        return new Added(status[0], registered);
    }

    int remove(List<TrustedPublisher> wanted) {
        int status = ExitStatus.FINE;
        for (TrustedPublisher one : wanted) {
            String name = String.valueOf(one.project());
            if (dryRun) {
                output.request(api.listing(name, session));
                continue;
            }
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) ->
                    status = Math.max(status, remove(one, name, there));
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    private int remove(TrustedPublisher one, String name, List<TrustedPublisher> there) {
        if (!(Comparison.of(api.registry(), one, there) instanceof Comparison.Same same)) {
            output.absent(api.registry(), name);
            return ExitStatus.FINE;
        }
        output.request(api.removal(same.there(), session));
        if (!agreed(1)) {
            return ExitStatus.FINE;
        }
        if (api.remove(same.there(), session) instanceof Outcome.Failed<TrustedPublisher>(Outcome.Failure failure)) {
            output.failure(api.registry(), name, failure);
            return ExitStatus.REFUSED;
        }
        output.removed(api.registry(), name);
        return ExitStatus.FINE;
    }

    int diff(List<String> names, List<TrustedPublisher> inFile) {
        int status = ExitStatus.FINE;
        for (String name : names) {
            List<TrustedPublisher> mine = inFile.stream()
                    .filter(p -> p.registry() == null || api.registry().id().equals(p.registry()))
                    .filter(p -> p.project() == null || name.equals(p.project()))
                    .toList();
            if (dryRun) {
                output.request(api.listing(name, session));
                continue;
            }
            switch (api.list(name, session)) {
                case Outcome.Done<List<TrustedPublisher>>(List<TrustedPublisher> there) -> {
                    PublisherDiff difference = PublisherDiff.of(api.registry(), name, mine, there);
                    output.difference(api.registry(), difference);
                    status = difference.same() ? status : Math.max(status, ExitStatus.FINDINGS);
                }
                case Outcome.Failed<List<TrustedPublisher>>(Outcome.Failure failure) -> {
                    output.failure(api.registry(), name, failure);
                    status = ExitStatus.REFUSED;
                }
            }
        }
        return status;
    }

    private boolean agreed(int requests) {
        return agreed || agreed(terminal, requests);
    }

    /** Nothing is sent unseen: a person is asked, a script says so beforehand. */
    static boolean agreed(Terminal terminal, int requests) {
        if (!terminal.interactive()) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE,
                    "nothing was sent: say --yes where nobody can be asked, or --dry-run to look.");
        }
        return terminal.ask(requests == 1 ? "Send this request? [y/N] " : "Send these requests? [y/N] ")
                .strip()
                .equalsIgnoreCase("y");
    }
}
