package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** A token is given and this client prefers it, so the identity is never used. */
final class TokenDisablesOidc extends JobRule {
    TokenDisablesOidc() {
        super("token-disables-oidc", "A stored token switches trusted publishing off");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (StoredTokens.besideIdentity(subject) && Tools.order(subject) == Tools.Order.TOKEN_FIRST) {
            out.accept(finding(
                    subject,
                    Tokens.place(subject),
                    subject.where() + " can use trusted publishing but will not: " + Tokens.names(subject) + " makes "
                            + Words.code(subject.job().tool()) + " use the token.",
                    StoredTokens.fix(subject)));
        }
    }
}
