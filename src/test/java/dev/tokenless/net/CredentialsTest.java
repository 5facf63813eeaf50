package dev.tokenless.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Credentials.Consent ASKED = new Credentials.Consent("the file");

    @TempDir
    Path home;

    private void write(String path, String text) throws IOException {
        Files.createDirectories(home.resolve(path).getParent());
        Files.writeString(home.resolve(path), text);
    }

    private Credentials credentials(String... environment) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            map.put(environment[i], environment[i + 1]);
        }
        return new Credentials(map, home);
    }

    private static String revealed(Credentials.Search search) {
        return switch (search) {
            case Credentials.Found found -> found.secret().reveal();
            case Credentials.NotFound(String sentence) -> "none: " + sentence;
        };
    }

    @Test
    void the_first_variable_that_is_set_counts() {
        Credentials credentials = credentials("GH_TOKEN", " ", "GITHUB_TOKEN", "abc\n");
        assertThat(revealed(credentials.variable("GH_TOKEN", "GITHUB_TOKEN"))).isEqualTo("abc");
        assertThat(revealed(credentials.variable("X", "Y"))).contains("X, Y");
    }

    @Test
    void npm_tokens_are_found_by_their_registry() throws IOException {
        write(".npmrc", """
                # //registry.example.com/:_authToken=comment
                //other.example.com/:_authToken=other
                //registry.example.com/:_authToken="first"
                //registry.example.com/:_authToken=${MY_TOKEN}
                """);
        assertThat(revealed(credentials("MY_TOKEN", "filled").npm("registry.example.com/", ASKED)))
                .isEqualTo("filled");
        assertThat(revealed(credentials().npm("registry.example.com", ASKED)))
                .startsWith("none")
                .contains("npm login");
        assertThat(revealed(credentials().npm("third.example.com", ASKED))).startsWith("none");
        write("elsewhere", "//r.example.com/:_authToken = x");
        assertThat(revealed(credentials(
                                "NPM_CONFIG_USERCONFIG",
                                home.resolve("elsewhere").toString())
                        .npm("r.example.com", ASKED)))
                .isEqualTo("x");
    }

    @Test
    void gem_keys_are_found_by_their_host() throws IOException {
        write(".gem/credentials", "---\n:rubygems_api_key: general\n:other: x\nhttps://gems.example.com: own\n");
        assertThat(revealed(credentials().gem("https://rubygems.org", ASKED))).isEqualTo("general");
        assertThat(revealed(credentials().gem("https://gems.example.com", ASKED)))
                .isEqualTo("own");
    }

    @Test
    void gem_keys_are_found_in_the_data_folder() throws IOException {
        write("data/gem/credentials", ":rubygems_api_key: 'quoted'\n");
        assertThat(revealed(credentials("XDG_DATA_HOME", home.resolve("data").toString())
                        .gem("https://rubygems.org", ASKED)))
                .isEqualTo("quoted");
        assertThat(revealed(credentials().gem("https://rubygems.org", ASKED))).contains("gem signin");
    }

    @Test
    void cargo_tokens_are_found_in_the_registry_table() throws IOException {
        write(".cargo/credentials.toml", "[registries.own]\ntoken = \"own\"\n[registry]\ntoken = \"mine\"\n");
        assertThat(revealed(credentials().cargo(ASKED))).isEqualTo("mine");
        write("c/credentials", "[registry]\ntoken='old'\n");
        assertThat(revealed(
                        credentials("CARGO_HOME", home.resolve("c").toString()).cargo(ASKED)))
                .isEqualTo("old");
    }

    @Test
    void gh_is_asked_in_an_empty_folder_and_never_taken_from_a_relative_path() throws IOException {
        write(
                "bin/gh",
                "#!/bin/sh\n[ -z \"$(ls -A)\" ] || exit 3\n[ \"$4\" = github.com ] && echo \"tok-$1-$2\" || exit 1\n");
        assumeTrue(Files.getFileStore(home).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(home.resolve("bin/gh"), PosixFilePermissions.fromString("rwx------"));
        String path = home.resolve("bin") + ":/usr/bin:/bin";
        assertThat(revealed(credentials("PATH", path).gh("github.com", ASKED))).isEqualTo("tok-auth-token");
        assertThat(revealed(credentials("PATH", path).gh("other.example.com", ASKED)))
                .contains("gh auth login");
        assertThat(revealed(credentials("PATH", "bin:.").gh("github.com", ASKED)))
                .contains("not installed");
    }
}
