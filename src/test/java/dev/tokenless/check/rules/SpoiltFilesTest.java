package dev.tokenless.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Repositories that chance has spoilt: whatever stands in them, no stage and no rule breaks. */
class SpoiltFilesTest {
    private static final String FAULT = "fault of the program";

    @Test
    void no_rule_and_no_stage_breaks_on_spoilt_files() {
        Random chance = new Random(20261121);
        List<GoldenCase> all = GoldenCase.all();
        List<String> broken = new ArrayList<>();
        int rounds = Integer.getInteger("tokenless.spoilt", 300);
        for (int i = 0; i < rounds; i++) {
            GoldenCase example = all.get(chance.nextInt(all.size()));
            Map<String, String> files = new TreeMap<>(example.files());
            List<String> names = files.keySet().stream()
                    .filter(n -> !n.equals("expected.json"))
                    .toList();
            String name = names.get(chance.nextInt(names.size()));
            files.put(name, spoil(files.get(name), chance));
            Inspection inspection = example.inspect(files);
            for (Finding finding : Rules.check(inspection)) {
                if (finding.message().contains(FAULT)) {
                    broken.add(example + " " + finding.rule() + " " + finding.message() + "\n" + files.get(name));
                }
                if (finding.fix() != null) {
                    finding.fix().files();
                }
            }
            inspection.problems().stream()
                    .filter(p -> p.message().contains(FAULT))
                    .forEach(p -> broken.add(example + " " + p.message() + "\n" + files.get(name)));
            Diagnosis.of(Given.nothing().with(inspection.project()).withLog(files.get(name)));
        }

        assertThat(broken).isEmpty();
    }

    private static String spoil(String text, Random chance) {
        String[] lines = text.split("\n", -1);
        int at = chance.nextInt(lines.length);
        return switch (chance.nextInt(7)) {
            case 0 -> text.substring(0, chance.nextInt(text.length() + 1));
            case 1 -> with(lines, at, "");
            case 2 -> with(lines, at, lines[at] + "\n" + lines[at]);
            case 3 -> with(lines, at, "  " + lines[at]);
            case 4 -> with(lines, at, lines[at].replaceFirst(":.*", ": [a, {b: c}, null]"));
            case 5 -> with(lines, at, lines[at].replaceFirst(":.*", ":"));
            default -> with(lines, at, lines[at].replaceFirst("[\\w-]+", "\u202e&x *y"));
        };
    }

    private static String with(String[] lines, int at, String line) {
        String[] changed = lines.clone();
        changed[at] = line;
        return String.join("\n", changed);
    }
}
