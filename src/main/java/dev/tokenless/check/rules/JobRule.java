package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Rule;
import dev.tokenless.check.RuleInfo;
import dev.tokenless.check.Severity;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A rule that looks at one publish job at a time, and only at those of a registry that trusts identities. */
abstract class JobRule implements Rule {
    private final RuleInfo info;

    JobRule(String id, String title, Severity severity, boolean hardening) {
        this.info = new RuleInfo(id, title, severity, hardening);
    }

    JobRule(String id, String title) {
        this(id, title, Severity.ERROR, false);
    }

    @Override
    public final RuleInfo info() {
        return info;
    }

    @Override
    public final List<Finding> check(Inspection inspection) {
        return check(inspection, false);
    }

    /**
     * The findings of this rule.
     *
     * @param meantTrusted whether to take it that every job is meant to publish without a stored token
     */
    final List<Finding> check(Inspection inspection, boolean meantTrusted) {
        List<Finding> findings = new ArrayList<>();
        for (Examined examined : inspection.jobs()) {
            Subject subject = new Subject(inspection, examined, meantTrusted);
            if (subject.registry().isPresent()) {
                look(subject, findings::add);
            }
        }
        return findings;
    }

    /** Reports what this rule finds wrong with one job. */
    abstract void look(Subject subject, Consumer<Finding> out);

    final Finding finding(Subject subject, Place place, String message) {
        return finding(subject, info.severity(), place, message, null);
    }

    final Finding finding(Subject subject, Place place, String message, @Nullable Fix fix) {
        return finding(subject, info.severity(), place, message, fix);
    }

    final Finding finding(Subject subject, Severity severity, Place place, String message, @Nullable Fix fix) {
        return new Finding(info.id(), severity, message, place, subject.job(), fix);
    }
}
