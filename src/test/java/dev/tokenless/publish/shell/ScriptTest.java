package dev.tokenless.publish.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static List<String> posix(String script) {
        return shown(script, Dialect.POSIX);
    }

    private static List<String> shown(String script, Dialect dialect) {
        return Script.read(script, dialect).commands().stream()
                .filter(c -> !c.words().isEmpty())
                .map(c -> c.words().stream().map(Word::shown).collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void simple_commands_are_split_at_operators_and_line_ends() {
        assertThat(posix("npm ci && npm test || exit 1; npm publish | tee log & wait\ngem push x"))
                .containsExactly("npm ci", "npm test", "exit 1", "npm publish", "tee log", "wait", "gem push x");
    }

    @Test
    void quotes_and_continuations_are_taken_away() {
        assertThat(posix("twine \\\n  upload 'dist'/*  \"a b\" c\\ d")).containsExactly("twine upload dist/* a b c d");
    }

    @Test
    void a_windows_line_end_behind_a_backslash_continues_too() {
        assertThat(posix("npm publish \\\r\n --access public\r\necho hi"))
                .containsExactly("npm publish --access public", "echo hi");
    }

    @Test
    void comments_and_here_documents_are_no_commands() {
        assertThat(posix("""
                # npm publish
                cat <<EOF > notes # twine upload
                npm publish
                EOF
                cat <<'X' | tee y
                gem push
                X
                echo "npm publish"#no
                """)).containsExactly("cat", "cat", "tee y", "echo npm publish#no");
    }

    @Test
    void a_here_document_is_the_body_of_its_redirection() {
        Command command = Script.read("cat > ~/.npmrc <<EOF\n//host/:_authToken=$TOKEN\nEOF\n", Dialect.POSIX)
                .commands()
                .getFirst();
        assertThat(command.redirects()).hasSize(2);
        assertThat(command.redirects().get(0).writes()).isTrue();
        Word body = command.redirects().get(1).body();
        assertThat(body).isNotNull();
        assertThat(body.parts()).contains(new Word.Variable("TOKEN", ""));
    }

    @Test
    void keywords_are_passed_and_what_they_govern_is_conditional() {
        Script script = Script.read(
                "if [ -n \"$A\" ] && [[ a && b ]]; then npm publish; else echo no; fi\nnpm pack", Dialect.POSIX);
        assertThat(script.commands().stream().map(c -> c.words().getFirst().shown() + c.conditional()))
                .containsExactly("[false", "[[true", "npmtrue", "echotrue", "npmfalse");
    }

    @Test
    void loops_tell_their_values() {
        assertThat(
                        posix(
                                "for p in a b; do (cd \"$p\" && npm publish); done; while read x; do cargo publish -p $x; done < l"))
                .containsExactly(
                        "for p a b".replace("for p", "for p in"),
                        "cd ${p}",
                        "npm publish",
                        "read x",
                        "cargo publish -p ${x}");
    }

    @Test
    void case_patterns_are_no_commands() {
        assertThat(posix("case $1 in\n  npm publish) echo a;;\n  (x|y) gem push z ;;\n *) ;;\nesac\ncargo publish"))
                .containsExactly("echo a", "gem push z", "cargo publish");
    }

    @Test
    void subshells_and_substitutions_are_scopes_of_their_own() {
        Script script =
                Script.read("(cd a; npm publish); out=$(npm pack \"$(pwd)\") `gem build`; npm publish", Dialect.POSIX);
        assertThat(script.commands().stream()
                        .filter(c -> !c.words().isEmpty())
                        .map(c -> c.words().getFirst().shown() + (c.scope() == 0 ? "" : " in")))
                .contains("cd in", "npm in", "pwd in", "npm");
    }

    @Test
    void functions_count_only_when_they_are_called() {
        assertThat(posix("a() { npm publish; }\nb() {\n twine upload x\n}\nfunction c { b; }\nc"))
                .containsExactly("twine upload x", "b", "c");
        assertThat(posix("a() { npm publish; }\n\"$@\"")).contains("npm publish");
    }

    @Test
    void assignments_stand_apart_from_the_command() {
        Command command = Script.read("TWINE_PASSWORD=${{ secrets.X }} A=\"$B\" twine upload x", Dialect.POSIX)
                .commands()
                .getFirst();
        assertThat(command.assignments()).extracting(Command.Assignment::name).containsExactly("TWINE_PASSWORD", "A");
        assertThat(command.assignments().getFirst().value().parts()).containsExactly(new Word.Expression("secrets.X"));
        assertThat(command.words()).hasSize(3);
    }

    @Test
    void arrays_are_one_value() {
        assertThat(Script.read("args=(--access public\n --tag x)\nnpm publish \"${args[@]}\"", Dialect.POSIX)
                        .commands()
                        .getFirst()
                        .assignments()
                        .getFirst()
                        .value()
                        .shown())
                .isEqualTo("--access public --tag x");
    }

    @Test
    void expressions_stay_whole_whatever_is_in_them() {
        assertThat(posix("npm publish --tag ${{ a && 'x}}; y' || b }} '${{ c }}'"))
                .containsExactly("npm publish --tag ${{ a && 'x}}; y' || b }} ${{ c }}");
    }

    @Test
    void places_point_into_the_script() {
        String text = "cd x &&\n  npm publish --access public";
        Command command = Script.read(text, Dialect.POSIX).commands().get(1);
        assertThat(text.substring(command.start(), command.end())).isEqualTo("npm publish --access public");
        Word last = command.words().getLast();
        assertThat(text.substring(last.start(), last.end())).isEqualTo("public");
    }

    @Test
    void powershell_has_its_own_quotes_and_continuations() {
        assertThat(shown(
                        "# npm publish\n$env:A = \"b\"\nif ($x -eq 1) { npm publish `\n  --tag 'it''s' }\n& twine upload dist/* ; Write-Host 'gem push'",
                        Dialect.POWERSHELL))
                .contains("npm publish --tag it's", "twine upload dist/*", "Write-Host gem push");
        assertThat(Script.read("$env:TWINE_PASSWORD='${{ secrets.P }}'\ntwine upload x", Dialect.POWERSHELL)
                        .commands()
                        .getFirst()
                        .assignments())
                .extracting(Command.Assignment::name)
                .containsExactly("TWINE_PASSWORD");
    }

    @Test
    void cmd_has_carets_and_percents() {
        assertThat(shown(
                        "@echo off\r\nrem npm publish\r\ncall npm publish ^\r\n --tag \"a b\" & gem push %G%",
                        Dialect.CMD))
                .containsExactly("echo off", "npm publish --tag a b", "gem push ${G}");
    }

    @Test
    void hostile_scripts_end_in_proportion_to_their_length() {
        for (String piece : List.of(
                "$(",
                "`",
                "'",
                "\"",
                "${",
                "((",
                "{ ",
                "if true; then ",
                "<<E\n",
                "case x in ",
                "a() {",
                "\\",
                "${{",
                "f(")) {
            String script = piece.repeat(Math.min(Script.LONGEST, 400_000) / piece.length());
            for (Dialect dialect : Dialect.values()) {
                Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> Script.read(script, dialect), piece + dialect);
            }
        }
    }
}
