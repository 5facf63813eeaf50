package dev.tokenless.ci.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    @Test
    void words_that_older_yaml_takes_for_booleans_stay_words() {
        Mapping root = mapping("on: push\nyes: no\nversion: 3.10\ntime: 12:30\n");

        assertThat(root.entries()).extracting(e -> e.key().text()).containsExactly("on", "yes", "version", "time");
        assertThat(root.scalar("version")).map(Scalar::text).hasValue("3.10");
        assertThat(root.scalar("yes").orElseThrow().isBoolean(false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", "NULL", ""})
    void the_core_schema_s_spellings_of_null_are_null(String written) {
        assertThat(((Scalar) mapping("a: " + written + "\n").get("a").orElseThrow()).isNull())
                .isTrue();
        assertThat(mapping("a: " + written + "\n").scalar("a")).isEmpty();
    }

    @Test
    void the_place_of_a_value_is_its_source_text_exactly() {
        SourceText source = new SourceText("f.yml", """
                a: plain  # why
                b: 'it''s'
                c: "x\\ty"
                d: |
                  one
                  two

                # after
                e: [1, {f: g}]
                h:
                  - i

                  - j: k # last

                l:
                """);
        Mapping root = (Mapping) document(source).root();

        assertThat(source.at(at(root, "a"))).isEqualTo("plain");
        assertThat(source.at(at(root, "b"))).isEqualTo("'it''s'");
        assertThat(source.at(at(root, "c"))).isEqualTo("\"x\\ty\"");
        assertThat(source.at(at(root, "d"))).isEqualTo("|\n  one\n  two");
        assertThat(source.at(at(root, "e"))).isEqualTo("[1, {f: g}]");
        assertThat(source.at(at(root, "h"))).isEqualTo("- i\n\n  - j: k");
        assertThat(source.at(at(root, "l"))).isEmpty();
        assertThat(at(root, "l").line()).isEqualTo(15);
        assertThat(at(root, "l").column()).isEqualTo(3);
        assertThat(at(root, "h"))
                .extracting(Place::line, Place::column, Place::endLine, Place::endColumn)
                .containsExactly(11, 3, 13, 9);
    }

    @Test
    void offsets_count_utf16_units_also_behind_characters_that_take_two() {
        SourceText source = new SourceText("f.yml", "# 🚀🚀\n'é😀': \"😀 go\" # 😀\nnext: value\n");
        Mapping root = (Mapping) document(source).root();

        assertThat(source.at(root.entries().getFirst().value().place())).isEqualTo("\"😀 go\"");
        assertThat(source.at(at(root, "next"))).isEqualTo("value");
        assertThat(at(root, "next").line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void byte_order_mark_and_every_line_end_keep_the_places_right(String lineEnd) {
        SourceText source =
                new SourceText("f.yml", "\uFEFFa: b" + lineEnd + "c:" + lineEnd + "  - d" + lineEnd + "e: f");
        Mapping root = (Mapping) document(source).root();

        assertThat(source.at(root.place())).startsWith("a: b").endsWith("e: f");
        assertThat(source.at(at(root, "e"))).isEqualTo("f");
        assertThat(at(root, "e")).extracting(Place::line, Place::column).containsExactly(4, 4);
    }

    @Test
    void an_alias_replays_the_anchored_node_with_its_place_and_says_so() {
        SourceText source =
                new SourceText("f.yml", "a: &x !!str text\nb: &y\n  # note\n  k: v\nc: *x\nd: *y\ne: last\n");
        Parsed.Document document = document(source);
        Mapping root = (Mapping) document.root();

        assertThat(source.at(at(root, "a"))).isEqualTo("text");
        assertThat(source.at(at(root, "b"))).isEqualTo("k: v");
        assertThat(at(root, "c")).isEqualTo(at(root, "a"));
        assertThat(root.get("a").orElseThrow().aliased()).isFalse();
        assertThat(root.get("c").orElseThrow().aliased()).isTrue();
        assertThat(root.mapping("d").orElseThrow().get("k").orElseThrow().aliased())
                .isTrue();
        assertThat(document.shared()).containsExactly(at(root, "a"), at(root, "b"));
        assertThat(document.sharedAt(at(root, "a").start(), at(root, "a").end()))
                .isTrue();
        assertThat(document.sharedAt(at(root, "e").start(), at(root, "e").end()))
                .isFalse();
    }

    @Test
    void a_collection_that_ends_in_an_alias_ends_behind_the_alias() {
        SourceText source = new SourceText("f.yml", "a: &x [1]\nb:\n  c: *x\nd: 1\n");
        Mapping root = (Mapping) document(source).root();

        assertThat(source.at(at(root, "b"))).isEqualTo("c: *x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1\\nA: 2                   | 2 | 1 | 'A' is already defined on line 1
            x:\\n  k: 1\\n  k: 2          | 3 | 3 | 'k' is already defined on line 2
            a: *x                        | 1 | 4 | unknown anchor 'x'
            a: &x [*x]                   | 1 | 8 | unknown anchor 'x'
            a: 1\\n---\\nb: 2            | 2 | 1 | a second document begins
            a: !!binary aGk=             | 1 | 4 | the tag '!!binary' is not allowed
            a: !mine {b: c}              | 1 | 4 | the tag '!mine' is not allowed
            a:\\n\\tb: c                  | 2 | 1 | a tab stands where only spaces may indent
            a: b: c                      | 1 | 5 | a second ': ' stands where a value is
            a: 'open                     | 1 | 9 | a quote that is opened and never closed
            a: @b                        | 1 | 4 | a value cannot begin with '@'; quote it
            ? [a]\\n: b                  | 1 | 3 | a list or mapping stands where a key is expected
            a: [1, 2                     | 1 | 9 | expected ',' or ']'
            a:\\n  - b\\n c: d           | 3 | 2 | the indentation does not fit the lines above
            a: x\u0007y                  | 1 | 5 | the character U+0007 is not allowed
            """)
    void what_github_refuses_is_refused_with_line_and_column(String text, int line, int column, String sentence) {
        Problem problem = invalid(text.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(problem.message()).startsWith("not valid YAML: ").contains(sentence);
        assertThat(problem.place()).extracting(Place::line, Place::column).containsExactly(line, column);
    }

    @Test
    void an_empty_file_is_said_to_be_empty() {
        assertThat(invalid("").message()).contains("empty");
        assertThat(invalid("# only a comment\n").message()).contains("empty");
        assertThat(invalid("\uFEFF").message()).contains("empty");
    }

    @Test
    void the_limits_of_github_hold() {
        assertThat(invalid("a".repeat(1_048_577)).message()).contains("1,048,576");
        assertThat(document(new SourceText("f.yml", "'" + "a".repeat(1_048_574) + "'"))
                        .root())
                .isInstanceOf(Scalar.class);
        assertThat(document(new SourceText("f.yml", "[".repeat(50) + "]".repeat(50)))
                        .root())
                .isInstanceOf(Sequence.class);
        assertThat(invalid("[".repeat(51) + "]".repeat(51)).message()).contains("50 levels");
        assertThat(invalid("- ".repeat(500_000)).message()).contains("50 levels");
        assertThat(invalid("[".repeat(1_000_000)).message()).contains("50 levels");
        assertThat(invalid("{a: ".repeat(250_000)).message()).contains("50 levels");
        assertThat(invalid("a,"
                                .repeat(1)
                                .concat("[" + "1,".repeat(50_001) + "]")
                                .substring(2))
                        .message())
                .contains("50,000 values");
    }

    @Test
    void an_alias_bomb_is_refused_at_once() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }

        assertThat(invalid(bomb.toString()).message()).contains("those that aliases repeat counted");
    }

    @Test
    void aliases_do_not_nest_deeper_than_is_allowed() {
        StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            deep.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }

        assertThat(invalid(deep.toString()).message()).contains("50 levels");
    }

    @Test
    void github_keeps_a_merge_key_as_a_plain_key_and_gitlab_merges() {
        String text = "base: &b {x: 1, y: 2}\njob:\n  <<: *b\n  y: 3\n";

        assertThat(mapping(text).mapping("job").orElseThrow().get("<<")).isPresent();
        Mapping job = ((Mapping) document(new SourceText("f.yml", text), YamlDialect.GITLAB)
                        .root())
                .mapping("job")
                .orElseThrow();
        assertThat(job.scalar("x")).map(Scalar::text).hasValue("1");
        assertThat(job.scalar("x")).map(Scalar::aliased).hasValue(true);
        assertThat(job.scalar("y")).map(Scalar::text).hasValue("3");
        assertThat(job.get("<<")).isEmpty();
    }

    @Test
    void gitlab_s_references_are_kept_as_lists_that_are_known_to_be_references() {
        SourceText source = new SourceText(".gitlab-ci.yml", "a:\n  script:\n    - !reference [.b, script]\n    - x\n");
        Parsed.Document document = document(source, YamlDialect.GITLAB);
        Sequence script = (Sequence) ((Mapping) document.root())
                .mapping("a")
                .orElseThrow()
                .get("script")
                .orElseThrow();

        assertThat(document.references())
                .containsExactly(script.items().getFirst().place());
        assertThat(source.at(script.items().getFirst().place())).isEqualTo("[.b, script]");
    }

    @Test
    void of_several_documents_gitlab_takes_the_last_and_other_tools_the_first() {
        SourceText source = new SourceText("f.yml", "spec: {}\n---\njob: {}\n");

        assertThat(((Mapping) document(source, YamlDialect.GITLAB).root()).get("job"))
                .isPresent();
        assertThat(((Mapping) document(source, YamlDialect.PLAIN).root()).get("spec"))
                .isPresent();
    }

    private static Place at(Mapping root, String key) {
        return root.get(key).orElseThrow().place();
    }

    private static Mapping mapping(String text) {
        return (Mapping) document(new SourceText("f.yml", text)).root();
    }

    private static Parsed.Document document(SourceText source) {
        return document(source, YamlDialect.GITHUB);
    }

    private static Parsed.Document document(SourceText source, YamlDialect dialect) {
        Parsed parsed = YamlReader.read(source, dialect);
        assertThat(parsed).isInstanceOf(Parsed.Document.class);
        return (Parsed.Document) parsed;
    }

    private static Problem invalid(String text) {
        Parsed parsed = YamlReader.read(new SourceText("f.yml", text));
        assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
        return ((Parsed.Invalid) parsed).problem();
    }
}
