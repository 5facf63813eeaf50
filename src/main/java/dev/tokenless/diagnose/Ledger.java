package dev.tokenless.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a diagnosis looked at: what is in order, and what it could not come to know. */
final class Ledger {
    private record Why(String by, String reason, String next) {}

    private final Set<String> checked = new LinkedHashSet<>();
    private final Map<Why, Set<String>> acceptance = new LinkedHashMap<>();
    private final List<NotKnown> open = new ArrayList<>();

    /** Something that was looked at and is as it should be, a whole sentence. */
    void inOrder(String sentence) {
        checked.add(sentence);
    }

    /** Something that could not be looked at. */
    void open(NotKnown question) {
        if (!open.contains(question)) {
            open.add(question);
        }
    }

    /**
     * That it is not known whether a registry accepts a job. Jobs of which the same is to be said share one entry.
     *
     * @param job the job, and the package where only that is meant, in words
     */
    void acceptance(String registry, String job, String reason, String next) {
        acceptance
                .computeIfAbsent(new Why(registry, reason, next), _ -> new LinkedHashSet<>())
                .add(job);
    }

    List<String> checked() {
        return List.copyOf(checked);
    }

    List<NotKnown> notKnown() {
        List<NotKnown> all = new ArrayList<>();
        acceptance.forEach((why, jobs) -> all.add(new NotKnown(
                "Whether " + why.by() + " accepts " + Listed.and(List.copyOf(jobs)), why.reason(), why.next())));
        all.addAll(open);
        return all;
    }
}
