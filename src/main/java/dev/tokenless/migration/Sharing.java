package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.fix.Runbook;
import dev.tokenless.publish.PublishJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one package shares with others of its repository: a secret that another job still hands over may not go, and with it
 * the token that it holds.
 *
 * @param uses the package's secrets that jobs of other packages still hand over, each with those jobs in words
 */
record Sharing(Map<String, List<String>> uses) {

    /** Of the secrets of a package, those that jobs beside its own hand over. */
    static Sharing of(Inspection inspection, List<Inspection.Examined> own, Set<String> secretNames) {
        Map<String, List<String>> uses = new LinkedHashMap<>();
        for (Inspection.Examined examined : inspection.jobs()) {
            if (own.contains(examined)) {
                continue;
            }
            PublishJob job = examined.job();
            for (String secret : job.secrets()) {
                if (secretNames.contains(secret)) {
                    uses.computeIfAbsent(secret, s -> new ArrayList<>()).add(Runbook.words(job));
                }
            }
        }
        return new Sharing(uses);
    }

    boolean none() {
        return uses.isEmpty();
    }

    /** Which of these names others still need. */
    Set<String> among(Set<String> names) {
        Set<String> shared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.stream()
                .filter(name -> uses.keySet().stream().anyMatch(name::equalsIgnoreCase))
                .forEach(shared::add);
        return shared;
    }

    /** Who still hands them over, as whole sentences. */
    String sentence() {
        List<String> sentences = new ArrayList<>();
        uses.forEach(
                (secret, jobs) -> sentences.add(secret + " is still handed over by " + String.join(", ", jobs) + "."));
        return String.join(" ", sentences);
    }
}
