package dev.tokenless.registry.cratesio;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Dialect;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Outcome.Reason;
import dev.tokenless.registry.RegistryCalls;
import java.util.Optional;

/** How crates.io refuses: always one text in {@code errors}. It asks for no second factor. */
final class CratesIoDialect implements Dialect {
    private static final String NEW_TOKEN =
            "Make a token with the scope trusted-publishing for this crate at https://crates.io/settings/tokens/new.";

    @Override
    public String registryName() {
        return "crates.io";
    }

    @Override
    public Request withCode(Request request, Secret code) {
        return request;
    }

    @Override
    public Optional<Challenge> challenge(Answer.Reply reply) {
        return Optional.empty();
    }

    @Override
    public Outcome.Refused refusal(Answer.Reply reply) {
        Outcome.Refused common = RegistryCalls.common(registryName(), reply);
        if (common != null) {
            return common;
        }
        String text = detail(reply);
        return switch (reply.status()) {
            case 401 -> refused(reply, Reason.NOT_SIGNED_IN, "crates.io does not take this token.", NEW_TOKEN);
            case 403 -> forbidden(reply, text);
            case 404 ->
                text.startsWith("crate ")
                        ? refused(
                                reply,
                                Reason.PACKAGE_ABSENT,
                                "crates.io has no crate of this name.",
                                "There are no pending publishers here: publish the first version with a token, then"
                                        + " register.")
                        : refused(
                                reply,
                                Reason.ABSENT,
                                "The crate has no such configuration.",
                                "Read the list of publishers again.");
            case 409 ->
                refused(
                        reply,
                        Reason.LIMIT,
                        "The crate has five configurations of this provider already, which is the most.",
                        "Remove one that is not needed any more, then try again.");
            case 400 -> badRequest(reply, text);
            default -> RegistryCalls.unexpected(registryName(), reply, text);
        };
    }

    private static Outcome.Refused forbidden(Answer.Reply reply, String text) {
        if (text.startsWith("this action requires authentication") || text.startsWith("authentication failed")) {
            return refused(
                    reply, Reason.NOT_SIGNED_IN, "crates.io does not know this token, or it was revoked.", NEW_TOKEN);
        }
        if (text.startsWith("this token does not have")
                || text.startsWith("This endpoint cannot be used with legacy")) {
            return refused(
                    reply,
                    Reason.SCOPE_MISSING,
                    "The token lacks the scope trusted-publishing, or is made for other crates.",
                    NEW_TOKEN);
        }
        if (text.startsWith("You must verify your email")) {
            return refused(
                    reply,
                    Reason.EMAIL_UNVERIFIED,
                    "The e-mail address of the account is not verified.",
                    "Verify it at https://crates.io/settings/profile, then try again.");
        }
        if (text.startsWith("only owners have permission")) {
            return notAnOwner(reply);
        }
        if (text.startsWith("This account is")) {
            return refused(
                    reply,
                    Reason.FORBIDDEN,
                    "The account is locked: " + Redaction.mask(text) + ".",
                    "Write to the crates.io team.");
        }
        return RegistryCalls.unexpected("crates.io", reply, text);
    }

    private static Outcome.Refused badRequest(Answer.Reply reply, String text) {
        if (text.startsWith("You are not an owner")) {
            return notAnOwner(reply);
        }
        if (text.startsWith("Must have a linked GitHub account")) {
            return refused(
                    reply,
                    Reason.FORBIDDEN,
                    "The crates.io account has no GitHub account behind it, which a configuration for GitHub needs.",
                    "Sign in to crates.io with GitHub once, then try again.");
        }
        return refused(
                reply,
                Reason.INVALID,
                "crates.io does not take these values: " + Redaction.mask(text) + ".",
                text.startsWith("Unknown GitHub user")
                        ? "Check the spelling of the owner."
                        : "Correct the values and try again.");
    }

    private static Outcome.Refused notAnOwner(Answer.Reply reply) {
        return refused(
                reply,
                Reason.NOT_AN_OWNER,
                "Only a user who owns the crate herself may do this; a team's members and accounts without an e-mail"
                        + " address may not.",
                "Ask such an owner, or become one.");
    }

    /** The text of a refusal. */
    static String detail(Answer.Reply reply) {
        return reply.json()
                .path("errors")
                .path(0)
                .path("detail")
                .asText(reply.text())
                .strip();
    }

    private static Outcome.Refused refused(Answer.Reply reply, Reason reason, String sentence, String nextStep) {
        return new Outcome.Refused(reason, sentence, nextStep, reply.status(), RegistryCalls.raw(reply));
    }
}
