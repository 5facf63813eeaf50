package dev.tokenless.ci.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.ci.expression.Coercion;
import dev.tokenless.ci.expression.Context;
import dev.tokenless.ci.expression.Truth;
import dev.tokenless.ci.expression.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private static final Context TAG = new Context(Map.of(
            "github",
            Value.open(Map.of(
                    "event_name", Value.of("push"),
                    "ref", Value.of("refs/tags/v1.2.3"),
                    "ref_type", Value.of("tag"),
                    "repository", Value.of("Octo/Sample"))),
            "inputs",
            Value.fields(Map.of(
                    "env",
                            Value.Unknown.oneOf(
                                    List.of(Value.of("pypi"), Value.of("testpypi")), "depends on inputs.env"),
                    "dry", Value.FALSE,
                    "name", Value.of("x"))),
            "matrix",
            Value.fields(
                    Map.of("n", new Value.Num(3.1), "list", new Value.Items(List.of(Value.of("A"), Value.of("b")))))));

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            'it''s'                                            ; it's
            1                                                  ; 1
            -2.50                                              ; -2.5
            0xff                                               ; 255
            0o17                                               ; 15
            1e3                                                ; 1000
            1e21                                               ; 1E+21
            0.000001                                           ; 1E-06
            true                                               ; true
            null                                               ; ``
            NaN                                                ; NaN
            !true                                              ; false
            !''                                                ; true
            'a' == 'A'                                         ; true
            'a' != 'A'                                         ; false
            1 == '1'                                           ; true
            1 == '1x'                                          ; false
            true == 1                                          ; true
            null == 0                                          ; true
            null == ''                                         ; true
            NaN == NaN                                         ; false
            'b' > 'A'                                          ; true
            2 >= '2'                                           ; true
            'x' < 1                                            ; false
            false || 'a' || 'b'                                ; a
            'a' && 'b' && ''                                   ; ``
            0 && 'b'                                           ; 0
            true && (false || 'c')                             ; c
            github.ref == 'refs/tags/v1.2.3'                   ; true
            GitHub.REF_TYPE == 'tag' && 'pypi' || ''           ; pypi
            github['event_name']                               ; push
            github.ref_type == 'branch' && 'x' || 'y'          ; y
            inputs.missing                                     ; ``
            inputs.missing.deeper[0]                           ; ``
            matrix.n                                           ; 3.1
            matrix.list[1]                                     ; b
            matrix.list[9]                                     ; ``
            matrix.list                                        ; Array
            contains(matrix.list, 'B')                         ; true
            contains(matrix.list.*, 'c')                       ; false
            contains(github.ref, 'TAGS/')                      ; true
            startsWith(github.ref, 'refs/tags/V')              ; true
            endsWith(github.ref, '.3')                         ; true
            endsWith('a', 'longer')                            ; false
            format('{0}-{1}-{{}}', 'a', 2)                     ; a-2-{}
            join(matrix.list, '+')                             ; A+b
            join(fromJSON('[1,true,null]'))                    ; `1,true,`
            fromJSON('{"a": {"B": [7]}}').a.b[0]           ; 7
            contains(fromJSON('["push","release"]'), github.event_name) ; true
            case(github.ref_type == 'branch', 'a', true, 'b', 'c') ; b
            success() && !cancelled() && 'ok'                  ; ?
            always() && 'ok'                                   ; ok
            success() && 'ok'                                  ; ok
            """)
    void what_the_files_tell_is_computed_as_github_does(String expression, String text) {
        Value value = Expressions.evaluate(expression, TAG);

        assertThat(value instanceof Value.Unknown ? "?" : Coercion.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            inputs.env                                                     ; pypi,testpypi
            inputs.env || 'x'                                              ; pypi,testpypi
            inputs.env == 'pypi' && 'release' || 'test'                    ; release,test
            inputs.env == 'pypi' && inputs.env || 'none'                   ; pypi,none
            inputs.env == 'pypi' && inputs.env == 'testpypi' && 'no' || 'a'; a!
            inputs.env == 'other' && 'no' || 'a'                           ; a!
            format('{0}-{1}', inputs.env, inputs.env)                      ; pypi-pypi,testpypi-testpypi
            github.event.release.prerelease && 'testpypi' || 'pypi'        ; testpypi,pypi
            vars.ENV && 'a'                                                ; a,''
            vars.ENV || 'pypi'                                             ; -
            secrets.TOKEN != '' && 'a' || 'b'                              ; a,b
            github.sha                                                     ; -
            needs.build.outputs.env                                        ; -
            unknown(1)                                                     ; -
            failure() && 'a' || 'b'                                        ; a,b
            """)
    void what_they_do_not_tell_is_unknown_with_all_values_that_it_could_take(String expression, String candidates) {
        Value value = Expressions.evaluate(expression, TAG);

        if (candidates != null && candidates.endsWith("!")) {
            assertThat(Coercion.text(value)).isEqualTo(candidates.substring(0, candidates.length() - 1));
            return;
        }
        assertThat(value).isInstanceOfSatisfying(Value.Unknown.class, u -> {
            assertThat(u.candidates().stream().map(Coercion::text).toList())
                    .containsExactlyInAnyOrder(
                            candidates == null
                                    ? new String[0]
                                    : candidates.replace("''", "").split(",", -1));
            assertThat(u.reason()).isNotBlank();
        });
    }

    @Test
    void the_reason_names_what_must_be_known() {
        assertThat(Expressions.fill("${{ vars.ENV }}", TAG))
                .isInstanceOfSatisfying(
                        Value.Unknown.class, u -> assertThat(u.reason()).isEqualTo("depends on vars.env"));
        assertThat(Expressions.fill("${{ inputs.env }}-${{ github.sha }}", TAG))
                .isInstanceOfSatisfying(
                        Value.Unknown.class,
                        u -> assertThat(u.reason()).isEqualTo("depends on inputs.env and depends on github.sha"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            startsWith(github.ref, 'refs/tags/')       ; TRUE
            startsWith(github.ref, 'refs/heads/')      ; FALSE
            startsWith(github.ref, 'refs/tags/v')      ; UNKNOWN
            github.ref == 'refs/heads/main'            ; FALSE
            github.ref == 'refs/tags/v1'               ; UNKNOWN
            github.ref != 'refs/heads/main'            ; TRUE
            contains(github.ref, 'tags')               ; TRUE
            contains(github.ref, 'alpha')              ; UNKNOWN
            endsWith(github.ref, 'alpha')              ; UNKNOWN
            github.ref == ''                           ; FALSE
            github.ref                                 ; TRUE
            !github.ref                                ; FALSE
            format('{0}', github.ref) == 'main'        ; FALSE
            github.ref == 0                            ; FALSE
            """)
    void a_text_of_which_only_the_beginning_is_known_decides_what_that_can_decide(String condition, Truth truth) {
        Context anyTag = new Context(Map.of(
                "github",
                Value.open(Map.of("ref", Value.Unknown.startingWith("refs/tags/", "the tag that is pushed")))));

        assertThat(Expressions.condition(condition, anyTag)).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            false                                                   ; FALSE
            ${{ false }}                                            ; FALSE
            github.ref_type == 'tag'                                ; TRUE
            ${{ github.ref_type == 'branch' }}                      ; FALSE
            ${{ github.ref_type == 'branch' }} && x                 ; TRUE
            github.ref_type == 'branch' && vars.X                   ; FALSE
            vars.X && github.ref_type == 'branch'                   ; FALSE
            github.ref_type == 'tag' || vars.X                      ; TRUE
            !inputs.dry                                             ; TRUE
            failure()                                               ; UNKNOWN
            not an expression                                       ; UNKNOWN
            """)
    void a_condition_is_true_false_or_open(String condition, Truth truth) {
        assertThat(Expressions.condition(condition, TAG)).isEqualTo(truth);
    }

    @Test
    void text_with_expressions_is_filled_in() {
        assertThat(Expressions.text("a-${{ inputs.name }}-${{ 'b}}' }}!", TAG)).hasValue("a-x-b}}!");
        assertThat(Expressions.text("plain {0} {}", TAG)).hasValue("plain {0} {}");
        assertThat(Expressions.text("{0} ${{ inputs.name }} {}", TAG)).hasValue("{0} x {}");
        assertThat(Expressions.text("open ${{ inputs.name", TAG)).hasValue("open ${{ inputs.name");
        assertThat(Expressions.text("${{ github.sha }}", TAG)).isEmpty();
        assertThat(Expressions.fill("pypi-${{ github.sha }}", TAG))
                .isInstanceOfSatisfying(
                        Value.Unknown.class, u -> assertThat(u.prefix()).isEqualTo("pypi-"));
    }

    @Test
    void references_and_secrets_are_named_as_written() {
        String text = "a ${{ secrets.NPM_TOKEN }} ${{ secrets['Other'] || github.event.issue.title }} secrets.NOT";

        assertThat(Expressions.references(text))
                .containsExactly("secrets.NPM_TOKEN", "secrets.Other", "github.event.issue.title");
        assertThat(Expressions.secrets(text)).containsExactly("NPM_TOKEN", "Other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                ")",
                "a b",
                "'open",
                "a.",
                "a[",
                "a..b",
                "1.2.3",
                "== 1",
                "a ==",
                "f(",
                "f(1,",
                "f(1 2)",
                "#",
                "a && ",
                "!",
                "[1]",
                "\u0000",
                "😀",
                "a.*.*",
                "-",
                "+",
                "0x",
                ".",
                "*",
                "contains(1)",
                "format()",
                "format('{9}')",
                "format('{')",
                "format('}')",
                "fromJSON('{')",
                "case(1)",
                "a[b][c]",
                "a[*].b",
                "case(1,2)"
            })
    void what_is_no_expression_or_no_use_of_one_is_unknown_and_never_an_exception(String expression) {
        assertThat(Expressions.evaluate(expression, TAG)).isInstanceOf(Value.Unknown.class);
        assertThat(Expressions.condition("${{" + expression + "}}", TAG)).isNotNull();
        assertThat(Expressions.references("${{" + expression + "}}")).isNotNull();
    }

    @Test
    void hostile_expressions_end_soon() {
        String many = "inputs.env == 'a' && ".repeat(900) + "true";
        assertThat(Expressions.evaluate(many, TAG)).isEqualTo(Value.FALSE);
        assertThat(Expressions.evaluate("(".repeat(5000) + ")".repeat(5000), TAG))
                .isInstanceOf(Value.Unknown.class);
        assertThat(Expressions.evaluate("!".repeat(5000) + "a", TAG)).isInstanceOf(Value.Unknown.class);
        assertThat(Expressions.evaluate("a" + ".b".repeat(5000), TAG)).isInstanceOf(Value.Unknown.class);
        assertThat(Expressions.evaluate("1" + " == 1".repeat(3000), TAG)).isInstanceOf(Value.Unknown.class);
        StringBuilder product = new StringBuilder("format('");
        for (int i = 0; i < 200; i++) {
            product.append("{").append(i).append("}");
        }
        product.append("'");
        for (int i = 0; i < 200; i++) {
            product.append(", vars.v").append(i).append(" && 'a' || 'b'");
        }
        assertThat(Expressions.evaluate(product + ")", TAG)).isInstanceOf(Value.Unknown.class);
        assertThat(Expressions.evaluate("a".repeat(30_000), TAG)).isInstanceOf(Value.Unknown.class);
    }
}
