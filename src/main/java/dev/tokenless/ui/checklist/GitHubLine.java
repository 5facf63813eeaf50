package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.signin.GitHubAccess;
import dev.tokenless.ui.signin.SignInState;

/** Says below a list who asks GitHub, with a link to sign in or out. */
public final class GitHubLine {
    private final GitHubAccess gitHub;
    private final Texts texts;

    public GitHubLine(GitHubAccess gitHub, Texts texts) {
        this.gitHub = gitHub;
        this.texts = texts;
    }

    /** The line. */
    public Rich words() {
        return switch (gitHub.state().get()) {
            case SignInState.Nobody _ -> texts.rich("signin.line.nobody", Rich.link(texts.text("signin.line.press")));
            case SignInState.Trying(String words) -> Rich.plain(words);
            case SignInState.Code _ -> texts.rich("signin.line.code", Rich.link(texts.text("signin.line.show")));
            case SignInState.Here here ->
                gitHub.ofSample()
                        ? texts.rich("signin.line.sample")
                        : texts.rich("signin.line.here", here.name(), Rich.link(texts.text("signin.line.change")));
        };
    }

    /** Where the token of a shown request comes from. */
    public Rich credential() {
        return gitHub.state().get() instanceof SignInState.Here here
                ? texts.rich("signin.line.token", here.account().from())
                : texts.rich("signin.line.stranger");
    }
}
