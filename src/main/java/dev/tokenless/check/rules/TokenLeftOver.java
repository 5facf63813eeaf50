package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import java.util.function.Consumer;

/** A token is given although this client tries the identity first: it hides a failed exchange. */
final class TokenLeftOver extends JobRule {
    TokenLeftOver() {
        super("token-left-over", "A stored token is left over beside the identity");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        if (StoredTokens.besideIdentity(subject) && Tools.order(subject) == Tools.Order.IDENTITY_FIRST) {
            out.accept(finding(
                    subject,
                    Tokens.place(subject),
                    subject.where() + " is still given " + Tokens.names(subject) + ": "
                            + Words.code(subject.job().tool())
                            + " tries the identity first, and the token hides it when that fails.",
                    StoredTokens.fix(subject)));
        }
    }
}
