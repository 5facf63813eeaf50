package dev.tokenless.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.edit.YamlEdits.After;
import dev.tokenless.edit.YamlEdits.Before;
import dev.tokenless.edit.YamlEdits.First;
import dev.tokenless.edit.YamlValue.Field;
import dev.tokenless.repo.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class YamlEditsTest {

    private static String edit(String before, UnaryOperator<YamlEdits> operation) {
        YamlEdits once = operation.apply(YamlEdits.of(new SourceText("a.yml", before)));
        assertThat(once.result()).isNotInstanceOf(EditResult.Refused.class);
        String after = once.text().text();
        YamlEdits twice = operation.apply(YamlEdits.of(new SourceText("a.yml", after)));
        assertThat(twice.result()).as("applied twice changes nothing").isInstanceOf(EditResult.Unchanged.class);
        return after;
    }

    private static EditResult refused(String before, UnaryOperator<YamlEdits> operation) {
        EditResult result =
                operation.apply(YamlEdits.of(new SourceText("a.yml", before))).result();
        assertThat(result).isInstanceOf(EditResult.Refused.class);
        return result;
    }

    @Test
    void a_key_is_added_behind_the_last_one_with_its_comment_left_alone() {
        assertThat(edit("""
                        jobs:
                          a:
                            permissions:
                              contents: read # to check out

                            # the steps
                            steps: []
                        """, e -> e.set(YamlPath.job("a").key("permissions"), "id-token", YamlValue.text("write"))))
                .isEqualTo("""
                        jobs:
                          a:
                            permissions:
                              contents: read # to check out
                              id-token: write

                            # the steps
                            steps: []
                        """);
    }

    @Test
    void a_key_goes_where_it_is_wanted() {
        String before = """
                a:
                    # first
                    x: 1
                    y: |
                        text

                        more

                    z: 3
                """;
        assertThat(edit(before, e -> e.set(YamlPath.keys("a"), "n", YamlValue.plain("0"), new After("y"))))
                .isEqualTo(before.replace("more\n", "more\n    n: 0\n"));
        assertThat(edit(before, e -> e.set(YamlPath.keys("a"), "n", YamlValue.plain("0"), new First())))
                .isEqualTo(before.replace("    x:", "    n: 0\n    x:"));
        assertThat(edit(before, e -> e.set(YamlPath.keys("a"), "n", YamlValue.plain("0"), new Before("z"))))
                .isEqualTo(before.replace("more\n", "more\n    n: 0\n"));
        assertThat(edit(
                        before,
                        e -> e.set(YamlPath.keys("a"), "n", YamlValue.fields(Map.of("k", "v")), new After("x"))))
                .isEqualTo(before.replace("x: 1\n", "x: 1\n    n:\n        k: v\n"));
    }

    @Test
    void a_missing_last_line_break_a_byte_order_mark_and_windows_line_ends_stay() {
        assertThat(edit("\uFEFFa:\r\n  b: 1", e -> e.set(YamlPath.keys("a"), "c", YamlValue.plain("2"))))
                .isEqualTo("\uFEFFa:\r\n  b: 1\r\n  c: 2");
        assertThat(edit("\uFEFFa: 1\r\nb: 2", e -> e.set(YamlPath.ROOT, "c", YamlValue.text("x"), new First())))
                .isEqualTo("\uFEFFc: x\r\na: 1\r\nb: 2");
        assertThat(edit("a: 1\r\nb: 2", e -> e.remove(YamlPath.keys("b")))).isEqualTo("a: 1");
        assertThat(edit("\uFEFFa: 1\r\nb: 2\r\n", e -> e.remove(YamlPath.keys("a"))))
                .isEqualTo("\uFEFFb: 2\r\n");
    }

    @Test
    void flow_style_stays_flow_style() {
        assertThat(edit("p: {}\n", e -> e.set(YamlPath.keys("p"), "id-token", YamlValue.text("write"))))
                .isEqualTo("p: {id-token: write}\n");
        assertThat(edit("p: { a: b } # c\n", e -> e.set(YamlPath.keys("p"), "id-token", YamlValue.text("write"))))
                .isEqualTo("p: { a: b, id-token: write } # c\n");
        assertThat(edit("p: {a: b,}\n", e -> e.set(YamlPath.keys("p"), "c", YamlValue.text("d"))))
                .isEqualTo("p: {a: b, c: d,}\n");
        assertThat(edit(
                        "p: {\n  a: b, # one\n  e: f # two\n}\n",
                        e -> e.set(YamlPath.keys("p"), "c", YamlValue.text("d"))))
                .isEqualTo("p: {\n  a: b, # one\n  e: f, # two\n  c: d\n}\n");
        assertThat(edit("p: {a: b, c: d, e: f}\n", e -> e.remove(YamlPath.keys("p", "c"))))
                .isEqualTo("p: {a: b, e: f}\n");
        assertThat(edit("p: {a: b, c: d}\n", e -> e.remove(YamlPath.keys("p", "c"))))
                .isEqualTo("p: {a: b}\n");
        assertThat(edit("p: {a: b}\nq: 1\n", e -> e.remove(YamlPath.keys("p", "a"))))
                .isEqualTo("q: 1\n");
    }

    @Test
    void a_mapping_that_becomes_empty_disappears_and_so_does_a_step_that_had_only_that() {
        assertThat(edit(
                        """
                        steps:
                        - uses: x
                          with:
                            # a token for the registry
                            password: x
                        - env:
                            T: 1
                        - run: y
                        """,
                        e -> e.remove(
                                YamlPath.keys("steps").index(0).key("with").key("password"), Set.of("token"))))
                .isEqualTo("""
                        steps:
                        - uses: x
                        - env:
                            T: 1
                        - run: y
                        """);
    }

    @Test
    void the_first_key_behind_a_dash_gives_its_place_to_the_next() {
        assertThat(edit(
                        "steps:\n  - env:\n      T: 1\n    run: y # why\n  - run: z\n",
                        e -> e.remove(YamlPath.keys("steps").index(0).key("env"))))
                .isEqualTo("steps:\n  - run: y # why\n  - run: z\n");
        assertThat(edit(
                        "steps:\n  - id: x\n    # keep me\n    run: y\n",
                        e -> e.remove(YamlPath.keys("steps").index(0).key("id"))))
                .isEqualTo("steps:\n  -\n    # keep me\n    run: y\n");
    }

    @Test
    void items_are_removed_with_the_comment_that_introduces_them() {
        assertThat(edit(
                        """
                        steps:
                          - run: a

                          # publish
                          - run: b
                            env:
                              X: y

                          - run: c
                        """,
                        e -> e.node(YamlPath.keys("steps").index(2)).isPresent()
                                ? e.remove(YamlPath.keys("steps").index(1))
                                : e))
                .isEqualTo("""
                        steps:
                          - run: a

                          - run: c
                        """);
    }

    @Test
    void items_are_inserted_in_the_way_the_others_stand() {
        YamlValue item = YamlValue.fields(new java.util.TreeMap<>(Map.of("run", "x", "id", "n")));
        String flush = "steps:\n- run: a\n\n- run: b\n";
        assertThat(YamlEdits.of(new SourceText("a.yml", flush))
                        .insert(YamlPath.keys("steps"), 1, item)
                        .text()
                        .text())
                .isEqualTo("steps:\n- run: a\n\n- id: n\n  run: x\n\n- run: b\n");
        assertThat(YamlEdits.of(new SourceText("a.yml", "steps:\n  - run: a\n  - run: b"))
                        .insert(YamlPath.keys("steps"), 9, item)
                        .text()
                        .text())
                .isEqualTo("steps:\n  - run: a\n  - run: b\n  - id: n\n    run: x");
        assertThat(YamlEdits.of(new SourceText("a.yml", "steps:\n  # one\n  - run: a\n"))
                        .insert(YamlPath.keys("steps"), 0, item)
                        .text()
                        .text())
                .isEqualTo("steps:\n  # one\n  - id: n\n    run: x\n  - run: a\n");
    }

    @Test
    void scalars_keep_their_quotes() {
        assertThat(edit("a: 'x' # c\n", e -> e.replace(YamlPath.keys("a"), "it's")))
                .isEqualTo("a: 'it''s' # c\n");
        assertThat(edit("a: \"x\"\n", e -> e.replace(YamlPath.keys("a"), "y"))).isEqualTo("a: \"y\"\n");
        assertThat(edit("a: x\n", e -> e.replace(YamlPath.keys("a"), "true"))).isEqualTo("a: \"true\"\n");
        assertThat(edit("a: {b: x}\n", e -> e.replace(YamlPath.keys("a", "b"), "y")))
                .isEqualTo("a: {b: y}\n");
    }

    @Test
    void only_the_lines_of_a_script_that_differ_are_touched() {
        String before = """
                steps:
                  - run: |
                      one
                        two

                      three
                    env: {}
                """;
        assertThat(edit(before, e -> e.replace(YamlPath.keys("steps").index(0).key("run"), "one\n  2\n\nthree\n")))
                .isEqualTo(before.replace("two", "2"));
        assertThat(edit(before, e -> e.replace(YamlPath.keys("steps").index(0).key("run"), "one\n  two\n")))
                .isEqualTo(before.replace("two\n\n      three\n", "two\n"));
        assertThat(edit(before, e -> e.replace(YamlPath.keys("steps").index(0).key("run"), "\nthree\n")))
                .contains("\n      three\n");
        assertThat(edit(
                        "- run: >-\n    a\n    b\n- run: c\n",
                        e -> e.replace(YamlPath.ROOT.index(0).key("run"), "a")))
                .isEqualTo("- run: a\n- run: c\n");
        assertThat(edit("- run: a\n", e -> e.replace(YamlPath.ROOT.index(0).key("run"), "a\nb\n")))
                .isEqualTo("- run: |\n    a\n    b\n");
    }

    @Test
    void what_aliases_replay_is_edited_only_where_every_place_is_meant() {
        String before = """
                a:
                  env: &e
                    T: 1
                    U: 2
                b:
                  env: *e
                """;
        refused(before, e -> e.remove(YamlPath.keys("a", "env", "T")));
        assertThat(edit(
                        before,
                        e -> e.removeShared(
                                List.of(YamlPath.keys("a", "env", "T"), YamlPath.keys("b", "env", "T")), Set.of())))
                .isEqualTo(before.replace("    T: 1\n", ""));
        assertThat(edit(before, e -> e.set(YamlPath.keys("b"), "env", YamlValue.fields(Map.of("V", "w")))))
                .isEqualTo(before.replace("env: *e", "env:\n    V: w"));
        refused(before, e -> e.remove(YamlPath.keys("a", "env")));
    }

    @Test
    void a_comment_behind_a_value_that_becomes_a_block_stays_behind_the_key() {
        assertThat(edit(
                        "p: read-all # why\nq: 1\n",
                        e -> e.set(YamlPath.ROOT, "p", YamlValue.fields(Map.of("contents", "read")))))
                .isEqualTo("p: # why\n  contents: read\nq: 1\n");
        assertThat(edit("p:\nq: 1\n", e -> e.set(YamlPath.keys("p"), "a", YamlValue.text("b"))))
                .isEqualTo("p:\n  a: b\nq: 1\n");
    }

    @Test
    void a_job_is_added_with_a_blank_line_before_it() {
        YamlValue job = YamlValue.fields(Map.of("runs-on", "ubuntu-latest"));
        assertThat(edit(
                        "on: push\njobs:\n    a:\n        steps:\n        - run: x\n\nname: n\n",
                        e -> e.set(
                                YamlPath.keys("jobs"), new Field("b", job, List.of("# second")), new After("a"), true)))
                .isEqualTo("on: push\njobs:\n    a:\n        steps:\n        - run: x\n\n    # second\n    b:\n"
                        + "        runs-on: ubuntu-latest\n\nname: n\n");
    }

    @Test
    void text_that_needs_quotes_gets_them() {
        for (String text : List.of(
                "true", "1.0", "", "a: b", "a #b", "- x", "*", "&a", "${{ a }}", "it's", "x\ty", "@a", "#", "é")) {
            assertThat(edit("a: 1\n", e -> e.set(YamlPath.ROOT, "b", YamlValue.text(text))))
                    .startsWith("a: 1\nb: ");
            assertThat(edit("a: {c: 1}\n", e -> e.set(YamlPath.keys("a"), "b", YamlValue.text(text))))
                    .startsWith("a: {c: 1, b: ");
        }
    }

    @Test
    void no_edits_give_the_same_bytes() {
        assertThat(YamlEdits.of(new SourceText("a.yml", "a: 1 \r\n\n# x")).result())
                .isInstanceOf(EditResult.Unchanged.class);
    }
}
