package dev.tokenless.repo.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRemoteTest {
    @TempDir
    Path temp;

    private static String remote(String name, String url) {
        return "[remote \"" + name + "\"]\n\turl = " + url + "\n";
    }

    private static String told(GitRemote.Answer answer) {
        return switch (answer) {
            case GitRemote.Known known ->
                known.remote() + " " + known.repository().slug();
            case GitRemote.Unknown unknown -> unknown.problem().message();
        };
    }

    private static String read(String config) {
        return told(GitRemote.read(config, "ref: refs/heads/main\n"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void origin_is_preferred_and_the_others_are_named() {
        String config =
                remote("upstream", "https://github.com/canon/tool") + remote("origin", "https://github.com/me/tool");
        assertThat(GitRemote.read(config, "")).isInstanceOfSatisfying(GitRemote.Known.class, known -> {
            assertThat(known.remote()).isEqualTo("origin");
            assertThat(known.repository().slug()).isEqualTo("me/tool");
            assertThat(known.others()).extracting(r -> r.slug()).containsExactly("canon/tool");
        });
    }

    @Test
    void without_origin_the_branch_decides_then_the_only_one() {
        String two = remote("a", "https://github.com/a/tool") + remote("b", "https://github.com/b/tool");
        assertThat(read(two + "[branch \"main\"]\n\tremote = b\n")).isEqualTo("b b/tool");
        assertThat(read(remote("b", "https://github.com/b/tool"))).isEqualTo("b b/tool");
        assertThat(read(two)).contains("the remotes a, b and none is called origin");
        assertThat(read(remote("a", "https://github.com/a/tool") + remote("b", "git@github.com:a/tool.git")))
                .isEqualTo("a a/tool");
    }

    @Test
    void insteadOf_replaces_the_longest_beginning() {
        assertThat(read(remote("origin", "gh:octo-org/sample") + "[url \"https://github.com/\"]\n\tinsteadOf = gh:\n"))
                .isEqualTo("origin octo-org/sample");
        assertThat(read(remote("origin", "gh:x/sample")
                        + "[url \"https://github.com/\"]\n\tinsteadOf = gh:\n"
                        + "[url \"https://github.com/octo-org/\"]\n\tinsteadOf = gh:x/\n"))
                .isEqualTo("origin octo-org/sample");
    }

    @Test
    void includes_are_not_followed() throws IOException {
        write("outside", remote("origin", "https://github.com/evil/evil"));
        write("r/.git/config", "[include]\n\tpath = " + temp.resolve("outside") + "\n");
        assertThat(told(GitRemote.of(temp.resolve("r")))).contains("no remote");
    }

    @Test
    void a_broken_configuration_or_address_is_said_without_its_password() {
        assertThat(read("[remote \"origin\nurl")).contains("not valid");
        assertThat(read(remote("origin", "/srv/git/x.git"))).contains("not an address with a host");
        assertThat(read(remote("origin", "ftp://me:hunter2@host/x.git"))).doesNotContain("hunter2");
        assertThat(read("")).contains("no remote");
    }

    @Test
    void no_git_folder_no_configuration() throws IOException {
        Files.createDirectories(temp.resolve("plain"));
        Files.createDirectories(temp.resolve("bare/.git"));
        assertThat(told(GitRemote.of(temp.resolve("plain")))).contains("not a git repository");
        assertThat(told(GitRemote.of(temp.resolve("bare")))).contains("no configuration");
    }

    @Test
    void a_worktree_is_believed_only_when_its_repository_names_it() throws IOException {
        write("main/.git/config", remote("origin", "https://github.com/octo-org/sample"));
        write("main/.git/HEAD", "ref: refs/heads/main\n");
        Path admin = temp.resolve("main/.git/worktrees/side");
        write("main/.git/worktrees/side/gitdir", temp.resolve("side/.git") + "\n");
        write("main/.git/worktrees/side/commondir", "../..\n");
        write("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
        write("side/.git", "gitdir: " + admin + "\n");
        write("thief/.git", "gitdir: " + admin + "\n");
        assertThat(told(GitRemote.of(temp.resolve("side")))).isEqualTo("origin octo-org/sample");
        assertThat(told(GitRemote.of(temp.resolve("thief")))).contains("does not name this folder in return");
        write("side/.git", "gitdir: ../main/.git/worktrees/side\n");
        write("main/.git/worktrees/side/gitdir", "../../../../side/.git\n");
        assertThat(told(GitRemote.of(temp.resolve("side")))).isEqualTo("origin octo-org/sample");
        write("main/.git/worktrees/side/commondir", "../../../../elsewhere\n");
        write("elsewhere/config", remote("origin", "https://github.com/evil/evil"));
        assertThat(told(GitRemote.of(temp.resolve("side")))).doesNotContain("evil/evil");
    }

    @Test
    void a_worktree_whose_own_branch_follows_a_remote_takes_that() throws IOException {
        write(
                "main/.git/config",
                remote("a", "https://github.com/a/tool") + remote("b", "https://github.com/b/tool")
                        + "[branch \"side\"]\n\tremote = b\n");
        write("main/.git/worktrees/side/gitdir", temp.resolve("side/.git") + "\n");
        write("main/.git/worktrees/side/commondir", "../..\n");
        write("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
        write("side/.git", "gitdir: " + temp.resolve("main/.git/worktrees/side") + "\n");
        assertThat(told(GitRemote.of(temp.resolve("side")))).isEqualTo("b b/tool");
    }

    @Test
    void a_submodule_is_believed_when_its_configuration_names_the_folder() throws IOException {
        write(
                "main/.git/modules/sub/config",
                "[core]\n\tworktree = ../../../sub\n" + remote("origin", "https://github.com/octo-org/sub"));
        write("main/.git/modules/sub/HEAD", "ref: refs/heads/main\n");
        write("main/sub/.git", "gitdir: ../.git/modules/sub\n");
        write("thief/.git", "gitdir: ../main/.git/modules/sub\n");
        assertThat(told(GitRemote.of(temp.resolve("main/sub")))).isEqualTo("origin octo-org/sub");
        assertThat(told(GitRemote.of(temp.resolve("thief")))).contains("in return");
    }

    @Test
    void a_git_file_may_point_into_its_own_folder_and_a_link_may_not_leave_it() throws IOException {
        write("bare/.real/config", remote("origin", "https://github.com/octo-org/sample"));
        write("bare/.git", "gitdir: ./.real\n");
        assertThat(told(GitRemote.of(temp.resolve("bare")))).isEqualTo("origin octo-org/sample");
        Files.createDirectories(temp.resolve("linked"));
        Files.createSymbolicLink(temp.resolve("linked/.git"), temp.resolve("bare/.real"));
        assertThat(told(GitRemote.of(temp.resolve("linked")))).contains("link that leads out");
        write("odd/.git", "something else");
        assertThat(told(GitRemote.of(temp.resolve("odd")))).contains("without “gitdir:”");
        write("gone/.git", "gitdir: /no/such/place");
        assertThat(told(GitRemote.of(temp.resolve("gone")))).contains("not there");
    }
}
