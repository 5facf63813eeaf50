package dev.tokenless.ui.check;

import dev.tokenless.check.Finding;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings of one rule in one file, shown as one row: five unpinned actions are one thing to do. */
record Group(List<Finding> findings) {
    Group {
        findings = List.copyOf(findings);
    }

    /** The groups, errors first, then by place. */
    static List<Group> of(List<Finding> findings) {
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        for (Finding finding : findings) {
            byRule.computeIfAbsent(finding.rule() + " " + finding.place().path(), k -> new ArrayList<>())
                    .add(finding);
        }
        return byRule.values().stream()
                .map(Group::new)
                .sorted(Comparator.comparing(g -> g.first().severity()))
                .toList();
    }

    Finding first() {
        return findings.getFirst();
    }

    Rich words(Texts texts) {
        Rich first = Rich.marked(first().message());
        int more = findings.size() - 1;
        return more == 0 ? first : first.then(texts.richPlural("check.more", more, more));
    }
}
