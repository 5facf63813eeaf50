package dev.tokenless.report;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import java.util.List;

/** One project with what the rules found in it. */
public record Checked(Inspection inspection, List<Finding> findings) {
    public Checked {
        findings = List.copyOf(findings);
    }
}
