package dev.tokenless.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits of TOML and of files with one key a line. */
class ConfigurationEditsTest {
    private static final String TOML = """
        # The project.
        [tool.releasio]
        default_branch = "main"   # as GitHub says

        [tool.releasio.publish]
        # Until the token is gone.
        trusted_publishing = false # for now
        tool = 'poetry'

        [tool.other.publish]
        tool = "poetry"
        text = \"\"\"
        tool = "poetry"
        \"\"\"
        """;
    private static final List<String> PUBLISH = List.of("tool", "releasio", "publish");

    private static List<String> key(String last) {
        return List.of("tool", "releasio", "publish", last);
    }

    @Test
    void a_key_of_a_table_goes_with_its_line_and_nothing_else() {
        assertThat(TomlEdits.remove(TOML, key("trusted_publishing")))
                .contains(TOML.replace("trusted_publishing = false # for now\n", ""));
    }

    @Test
    void a_value_keeps_its_quotes_and_its_namesakes_stay() {
        assertThat(TomlEdits.replace(TOML, key("tool"), "uv")).contains(TOML.replace("tool = 'poetry'", "tool = 'uv'"));
    }

    @Test
    void windows_line_ends_and_a_missing_last_one_stay() {
        String text = "[publish]\r\ntool = \"poetry\"\r\ntrusted_publishing = false";
        assertThat(TomlEdits.replace(text, List.of("publish", "tool"), "uv"))
                .contains("[publish]\r\ntool = \"uv\"\r\ntrusted_publishing = false");
        assertThat(TomlEdits.remove(text, List.of("publish", "trusted_publishing")))
                .contains("[publish]\r\ntool = \"poetry\"\r\n");
    }

    @Test
    void a_dotted_key_is_found() {
        assertThat(TomlEdits.replace(
                        "publish.tool = \"poetry\"\npublish.enabled = true\n", List.of("publish", "tool"), "uv"))
                .contains("publish.tool = \"uv\"\npublish.enabled = true\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publish = {tool = \"poetry\"}\n",
                "[publish]\nx = \"\"\"\ntool = 'poetry'\n\"\"\"\n",
                "[[publish]]\ntool = \"poetry\"\n",
                "[publish\ntool = \"poetry\"\n",
                "[publish]\nother = 1\n"
            })
    void what_cannot_be_told_apart_safely_is_refused(String text) {
        assertThat(TomlEdits.replace(text, List.of("publish", "tool"), "uv")).isEmpty();
    }

    @Test
    void a_value_that_would_need_escaping_is_refused() {
        assertThat(TomlEdits.replace(TOML, key("tool"), "a\"b")).isEmpty();
        assertThat(TomlEdits.read(TOML)
                        .orElseThrow()
                        .at("/" + String.join("/", PUBLISH))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void lines_of_keys_go_and_every_other_line_stays_byte_for_byte() {
        List<String> lines = List.of(
                "; comment",
                "# //host/:_authToken=x",
                "",
                "save-exact=true",
                "_authToken=x",
                "  _auth = y ",
                "[s]",
                "list[]=1");
        for (int i = 0; i < 500; i++) {
            Random random = new Random(i);
            StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
            StringBuilder left = new StringBuilder(text);
            String end = random.nextBoolean() ? "\r\n" : "\n";
            for (int n = 0; n < 8; n++) {
                String line = lines.get(random.nextInt(lines.size())) + end;
                boolean goes = line.strip().startsWith("_auth");
                // A mark at the beginning of the file belongs to its first line.
                if (goes && n == 0 && left.length() > 0) {
                    line = "x=1" + end;
                    goes = false;
                }
                text.append(line);
                left.append(goes ? "" : line);
            }
            assertThat(IniEdits.remove(text.toString(), k -> k.startsWith("_auth")))
                    .contains(left.toString());
            assertThat(IniEdits.remove(left.toString(), k -> k.startsWith("_auth")))
                    .contains(left.toString());
        }
    }
}
