package dev.tokenless.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapingTest {
    @Test
    void control_bidirectional_and_invisible_characters_become_marks() {
        assertThat(Escaping.visible("a\u001b[31mb\u202Ec\u200Bd\ne\uFEFF\u0085"))
                .isEqualTo("a<U+001B>[31mb<U+202E>c<U+200B>d<U+000A>e<U+FEFF><U+0085>");
        assertThat(Escaping.visible("plain ünïcödé \uD83D\uDE00")).isEqualTo("plain ünïcödé \uD83D\uDE00");
        assertThat(Escaping.visible("half \uD83D")).isEqualTo("half <U+D83D>");
        assertThat(Escaping.visible(new String(Character.toChars(0xE0041)))).isEqualTo("<U+E0041>");
    }

    @Test
    void nothing_is_left_that_a_runner_would_take_for_a_command() {
        assertThat(Escaping.terminal("  ::set-output name=x::y")).doesNotContain("::set");
        assertThat(Escaping.terminal("text ##[error]x")).doesNotContain("##[");
    }

    @Test
    void html_markdown_and_csv_are_left_by_no_text() {
        assertThat(Escaping.html("<img src=x onerror='a'>&\""))
                .isEqualTo("&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
        assertThat(Escaping.markdown("[a](http://x) <b> @me #1 `c` |"))
                .isEqualTo("\\[a\\]\\(http:&#47;&#47;x\\) &lt;b&gt; &#64;me &#35;1 \\`c\\` \\|");
        assertThat(Escaping.markdownCode("a``b")).isEqualTo("```a``b```");
        assertThat(Escaping.markdownCode("`")).isEqualTo("`` ` ``");
        assertThat(Escaping.csv("=cmd|' /C calc'!A0")).isEqualTo("\"'=cmd|' /C calc'!A0\"");
        assertThat(Escaping.csv("a\"b")).isEqualTo("\"a\"\"b\"");
    }
}
