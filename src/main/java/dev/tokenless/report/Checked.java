package dev.tokenless.report;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.migration.Lookout;
import java.util.List;

/**
 * One project with what the rules found in it.
 *
 * @param unseen what was asked for outside and not told
 */
public record Checked(Inspection inspection, List<Finding> findings, List<Lookout.Unseen> unseen) {
    public Checked {
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }

    /** A project for which nobody was asked. */
    public Checked(Inspection inspection, List<Finding> findings) {
        this(inspection, findings, List.of());
    }
}
