package dev.tokenless.repo.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/octo-org/sample.git,       github github.com octo-org sample",
        "https://github.com/octo-org/sample,           github github.com octo-org sample",
        "https://github.com/octo-org/sample/,          github github.com octo-org sample",
        "https://github.com/Octo-Org/Sample.JS.git,    github github.com Octo-Org Sample.JS",
        "https://user:p@ss@github.com/octo-org/sample, github github.com octo-org sample",
        "https://www.github.com/octo-org/sample,       github github.com octo-org sample",
        "HTTPS://GitHub.com/octo-org/sample,           github github.com octo-org sample",
        "http://github.com./octo-org/sample,           github github.com octo-org sample",
        "https://github.com:443/octo-org/sample.git,   github github.com octo-org sample",
        "git@github.com:octo-org/sample.git,           github github.com octo-org sample",
        "github.com:octo-org/sample,                   github github.com octo-org sample",
        "git@github.com:/octo-org/sample.git,          github github.com octo-org sample",
        "org-1234@github.com:octo-org/sample.git,      github github.com octo-org sample",
        "ssh://git@github.com/octo-org/sample.git,     github github.com octo-org sample",
        "ssh://git@ssh.github.com:443/octo-org/sample, github github.com octo-org sample",
        "git+ssh://git@github.com/octo-org/sample.git, github github.com octo-org sample",
        "git://github.com/octo-org/sample.git,         github github.com octo-org sample",
        "[git@github.com:22]:octo-org/sample.git,      github github.com octo-org sample",
        "git@[github.com:22]:octo-org/sample.git,      github github.com octo-org sample",
        "https://gitlab.com/group/sub/deep/sample.git, gitlab gitlab.com group/sub/deep sample",
        "git@gitlab.com:group/sample.git,              gitlab gitlab.com group sample",
        "ssh://git@altssh.gitlab.com:443/g/s.git,      gitlab gitlab.com g s",
        "https://github.example.com/team/tool.git,     other github.example.com team tool",
        "git@gitlab.example.org:a/b/c.git,             other gitlab.example.org a/b c",
        "https://github.com.evil.example/a/b,          other github.com.evil.example a b",
        "git@github.com-work:octo-org/sample.git,      other github.com-work octo-org sample",
        "https://bitbucket.org/team/tool,              other bitbucket.org team tool",
        "https://github.com/octo-org/.github,          github github.com octo-org .github",
        "https://github.com/octo-org/a%2Db,            github github.com octo-org a-b",
    })
    void the_forms_that_git_takes_are_read(String address, String expected) {
        assertThat(RemoteAddress.parse(address)
                        .map(r -> r.provider().id() + " " + r.host() + " " + r.owner() + " " + r.name())
                        .orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/git/sample.git",
                "../sample",
                "./a:b/c",
                "C:\\work\\sample",
                "C:/work/sample",
                "file:///srv/git/sample.git",
                "https://github.com",
                "https://github.com/",
                "https://github.com/octo-org",
                "https://github.com/octo-org/sample/tree/main",
                "https://github.com/octo org/sample",
                "https://github.com/octo-org/sam\u001b[31mple",
                "https://github.com/octo-org/..",
                "https://gi thub.com/a/b",
                "ftp://github.com/a/b",
                "ext::sh -c whoami% >&2",
            })
    void what_names_no_repository_at_a_host_is_not_read(String address) {
        assertThat(RemoteAddress.parse(address)).isEmpty();
    }
}
