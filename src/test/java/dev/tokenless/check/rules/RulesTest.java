package dev.tokenless.check.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.HelpPages;
import dev.tokenless.check.Rule;
import dev.tokenless.check.Severity;
import dev.tokenless.edit.FileEdit;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every rule to its folder of examples, and the list of rules to what stands beside it. */
class RulesTest {
    private static final String CORRECT = "correct";

    static List<GoldenCase> examples() {
        return GoldenCase.all().stream().filter(c -> !c.rule().equals(CORRECT)).toList();
    }

    static List<GoldenCase> correct() {
        return GoldenCase.all().stream().filter(c -> c.rule().equals(CORRECT)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void a_rule_speaks_exactly_where_its_examples_expect_it(GoldenCase example) {
        List<Finding> findings = of(example.rule(), Rules.check(example.inspect()));

        assertThat(findings.stream().map(RulesTest::place).sorted().toList())
                .as(() -> example + " " + messages(findings))
                .isEqualTo(example.places());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void a_fix_settles_its_finding_and_a_second_run_has_nothing_left_to_do(GoldenCase example) {
        List<Finding> findings = of(example.rule(), Rules.check(example.inspect()));
        for (Finding finding : findings) {
            if (finding.fix() == null) {
                continue;
            }
            Map<String, String> repaired = new TreeMap<>(example.files());
            for (FileEdit edit : finding.fix().files()) {
                assertThat(edit.before()).isEqualTo(example.files().get(edit.path()));
                repaired.put(edit.path(), edit.after());
            }
            List<String> left = messages(of(example.rule(), Rules.check(example.inspect(repaired))));
            assertThat(left).as(() -> example + " " + repaired).hasSizeLessThan(findings.size());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("correct")
    void a_correct_repository_gets_no_warning(GoldenCase example) {
        List<Finding> findings = Rules.check(example.inspect()).stream()
                .filter(f -> f.severity() != Severity.NOTE)
                .toList();

        assertThat(messages(findings)).as(example.toString()).isEmpty();
    }

    @Test
    void every_rule_class_is_in_the_list_once() throws IOException, ClassNotFoundException {
        List<Class<?>> listed = new ArrayList<>();
        Rules.all().forEach(r -> listed.add(r.getClass()));
        List<Class<?>> present = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/tokenless/check/rules"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Class<?> one = name.equals("package-info")
                        ? RulesTest.class
                        : Class.forName(Rules.class.getPackageName() + "." + name);
                if (Rule.class.isAssignableFrom(one) && !Modifier.isAbstract(one.getModifiers())) {
                    present.add(one);
                }
            }
        }

        assertThat(present)
                .as("rules that have a class and no line in the list of Rules")
                .filteredOn(one -> !listed.contains(one))
                .isEmpty();
        assertThat(listed).doesNotHaveDuplicates().hasSameSizeAs(present);
    }

    @Test
    void every_rule_has_its_own_id_a_title_a_help_page_and_examples_both_ways() {
        List<String> ids = Rules.all().stream().map(r -> r.info().id()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<String> wanting = new ArrayList<>();
        List<GoldenCase> all = GoldenCase.all();
        for (Rule rule : Rules.all()) {
            String id = rule.info().id();
            List<GoldenCase> cases =
                    all.stream().filter(c -> c.rule().equals(id)).toList();
            boolean hit = cases.stream().anyMatch(c -> !c.places().isEmpty());
            boolean miss = cases.stream().anyMatch(c -> c.places().isEmpty());
            String folder = "src/test/resources/dev/tokenless/check/" + id;
            want(wanting, hit, id + ": no repository in " + folder + " in which it is found (# expect: " + id + ")");
            want(wanting, miss, id + ": no near miss in " + folder + " in which it is not found");
            want(
                    wanting,
                    HelpPages.find(id).isPresent(),
                    id + ": no page src/main/resources/dev/tokenless/check/help/" + id + ".md, or not in index.txt");
            want(wanting, !rule.info().title().isBlank(), id + ": no title");
            want(
                    wanting,
                    HelpPages.title(id).equals(Optional.of(rule.info().title())),
                    id + ": its page begins with another title than the rule's, # "
                            + rule.info().title());
        }

        assertThat(wanting).isEmpty();
    }

    @Test
    void every_help_page_says_its_id_and_how_to_repair_it() {
        List<String> wanting = new ArrayList<>();
        for (String id : HelpPages.ids()) {
            List<String> lines =
                    HelpPages.find(id).stream().flatMap(String::lines).toList();
            want(
                    wanting,
                    lines.size() > 2 && lines.get(2).equals("`" + id + "`"),
                    id + ": its third line is not its id");
            for (String heading : List.of("## Why it (is refused|matters)", "## How to repair it")) {
                want(wanting, lines.stream().anyMatch(l -> l.matches(heading)), id + ": no heading " + heading);
            }
        }
        assertThat(HelpPages.ids()).doesNotHaveDuplicates();
        assertThat(wanting).isEmpty();
    }

    private static void want(List<String> wanting, boolean there, String otherwise) {
        if (!there) {
            wanting.add(otherwise);
        }
    }

    @Test
    void findings_come_in_the_order_of_their_places_and_are_said_once() {
        GoldenCase example = examples().getFirst();
        List<String> first = messages(Rules.check(example.inspect()));

        assertThat(messages(Rules.check(example.inspect()))).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    private static List<Finding> of(String rule, List<Finding> findings) {
        return findings.stream().filter(f -> f.rule().equals(rule)).toList();
    }

    /** The values that findings point to are long; a reader of a failure wants the sentences. */
    private static List<String> messages(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.rule() + " " + place(f) + " " + f.message())
                .toList();
    }

    private static String place(Finding finding) {
        return finding.place().path() + ":" + finding.place().line();
    }
}
