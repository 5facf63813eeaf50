package dev.tokenless.check.rules;

import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.repo.Place;
import java.util.List;

/** How the stored tokens of a job are spoken of. */
final class Tokens {
    private Tokens() {}

    /** The place that decides: the first that carries a secret, else the first, else the upload. */
    static Place place(Subject subject) {
        List<TokenUse> uses = subject.job().authentication().tokens();
        return uses.stream()
                .filter(u -> !u.secrets().isEmpty())
                .findFirst()
                .or(() -> uses.stream().findFirst())
                .map(TokenUse::place)
                .orElse(subject.job().place());
    }

    /** What hands the token over, and the secrets in it, in a sentence. */
    static String names(Subject subject) {
        List<String> names = subject.job().authentication().tokens().stream()
                .filter(u -> !u.secrets().isEmpty() || subject.job().secrets().isEmpty())
                .map(TokenUse::name)
                .distinct()
                .toList();
        List<String> secrets = subject.job().secrets();
        String given = names.isEmpty() ? "a stored token" : "the stored token in " + Words.list(names);
        String kind = subject.job().ci() instanceof PublishJob.GitLabJob ? "variable " : "secret ";
        return secrets.isEmpty() ? given : given + " (" + kind + Words.list(secrets) + ")";
    }
}
