package dev.tokenless.ui.publisher;

import dev.tokenless.registry.BulkRegistration;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.PublisherRegistration.Registered;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several packages at one registry, handled in one go: which are chosen, and what came of each. What was done stays done
 * when it is begun again.
 */
final class Together {
    private final List<TrustedPublisher> all = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private List<BulkRegistration.Result> results = List.of();

    Together(List<TrustedPublisher> proposed) {
        all.addAll(proposed);
    }

    /**
     * One package.
     *
     * @param outcome null where it was not tried
     */
    record Item(
            TrustedPublisher wanted,
            boolean chosen,
            @Nullable Outcome<Registered> outcome) {
        String name() {
            return wanted.project() == null ? "" : wanted.project();
        }

        boolean done() {
            return outcome instanceof Outcome.Done;
        }
    }

    List<Item> items() {
        return all.stream()
                .map(w -> new Item(
                        w,
                        !left.contains(String.valueOf(w.project())),
                        outcome(w).orElse(null)))
                .toList();
    }

    private Optional<Outcome<Registered>> outcome(TrustedPublisher wanted) {
        return results.stream()
                .filter(r -> r.wanted().equals(wanted))
                .map(BulkRegistration.Result::outcome)
                .findFirst();
    }

    void choose(String name, boolean on) {
        if (on) {
            left.remove(name);
        } else {
            left.add(name);
        }
    }

    /** Packages of the account that the repository does not declare: offered, and not chosen before somebody does. */
    int more(List<String> owned) {
        if (all.isEmpty()) {
            return 0;
        }
        int added = 0;
        for (String name : owned) {
            if (all.stream().noneMatch(w -> name.equals(w.project()))) {
                all.add(all.getFirst().named(name));
                left.add(name);
                added++;
            }
        }
        return added;
    }

    /** What is chosen and not done yet. */
    List<TrustedPublisher> open() {
        return items().stream()
                .filter(i -> i.chosen() && !i.done())
                .map(Item::wanted)
                .toList();
    }

    List<TrustedPublisher> chosen() {
        return items().stream().filter(Item::chosen).map(Item::wanted).toList();
    }

    List<BulkRegistration.Result> results() {
        return results;
    }

    /** One outcome more, or another for the same package. */
    void came(BulkRegistration.Result result) {
        List<BulkRegistration.Result> changed = new ArrayList<>(results.stream()
                .filter(r -> !r.wanted().equals(result.wanted()))
                .toList());
        changed.add(result);
        results = List.copyOf(changed);
    }

    boolean begun() {
        return !results.isEmpty();
    }
}
