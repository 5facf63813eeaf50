package dev.tokenless.check.rules;

import dev.tokenless.check.Difference;
import dev.tokenless.check.Differences;
import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection.PackageVerdict;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.check.Severity;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule that reports one kind of difference between what a job presents and what its registry holds. */
abstract class DifferenceRule extends JobRule {

    DifferenceRule(String id, String title) {
        super(id, title);
    }

    DifferenceRule(String id, String title, Severity severity) {
        super(id, title, severity, false);
    }

    /** The same difference for several triggers and packages is one finding. */
    private record Key(
            String field,
            @Nullable String presented,
            @Nullable String expected) {}

    /** A difference with the packages that it concerns. */
    record Found(Difference difference, Presented presented, List<String> packages) {}

    @Override
    final void look(Subject subject, Consumer<Finding> out) {
        Map<Key, Found> found = new LinkedHashMap<>();
        for (Presented presented : subject.examined().presented()) {
            for (PackageVerdict verdict : presented.verdicts()) {
                collect(subject, presented, verdict, found);
            }
        }
        for (Found f : found.values()) {
            out.accept(finding(subject, place(subject, f), message(subject, f), fix(subject, f)));
        }
    }

    private void collect(Subject subject, Presented presented, PackageVerdict of, Map<Key, Found> found) {
        Verdict verdict = of.verdict();
        TrustedPublisher publisher = publisher(subject, verdict);
        for (Difference d :
                Differences.of(subject.job().registry(), presented.prediction().claims(), publisher, verdict)) {
            if (!d.id().equals(info().id())) {
                continue;
            }
            Found one = found.computeIfAbsent(
                    new Key(d.field(), d.presented(), d.expected()), _ -> new Found(d, presented, new ArrayList<>()));
            if (of.packageName() != null && !one.packages().contains(of.packageName())) {
                one.packages().add(of.packageName());
            }
        }
    }

    static @Nullable TrustedPublisher publisher(Subject subject, Verdict verdict) {
        List<TrustedPublisher> all = subject.inspection().publishers();
        return all == null || verdict.publisher() < 0 || verdict.publisher() >= all.size()
                ? null
                : all.get(verdict.publisher());
    }

    /** The sentence, with both values. */
    abstract String message(Subject subject, Found found);

    /** Where to look: the uploading step unless the rule knows the line better. */
    Place place(Subject subject, Found found) {
        return subject.job().place();
    }

    /** The fix on the workflow's side, null where there is none. */
    @Nullable
    Fix fix(Subject subject, Found found) {
        return null;
    }

    /** The opening of every such sentence: who will be refused, and by whom. */
    static String refused(Subject subject, Found found) {
        String packages = found.packages().isEmpty() ? "" : " for " + Words.list(found.packages());
        return subject.where() + " will be refused by " + subject.registryName() + packages + ": ";
    }
}
