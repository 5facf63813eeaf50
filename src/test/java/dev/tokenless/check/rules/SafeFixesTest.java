package dev.tokenless.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Severity;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.Repair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is applied unseen must not be what makes the next release fail. */
class SafeFixesTest {
    static List<GoldenCase> examples() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void all_safe_fixes_together_bring_no_new_error_and_leave_nothing_safe_to_do(GoldenCase example) {
        Inspection before = example.inspect();

        Repair repair = Repair.of(before.project(), before.publishers(), _ -> true, false);

        Map<String, String> repaired = new TreeMap<>(example.files());
        for (FileEdit edit : repair.files()) {
            repaired.put(edit.path(), edit.after());
        }
        List<Finding> after = Rules.check(example.inspect(repaired));
        assertThat(errors(after)).as(repaired.toString()).isSubsetOf(errors(Rules.check(before)));
        assertThat(after)
                .noneMatch(f -> f.fix() != null
                        && f.fix().safe()
                        && f.fix().files().stream().anyMatch(e -> !e.before().equals(e.after())));
    }

    private static Set<String> errors(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .map(f -> f.rule() + " " + f.place().path())
                .collect(Collectors.toSet());
    }
}
