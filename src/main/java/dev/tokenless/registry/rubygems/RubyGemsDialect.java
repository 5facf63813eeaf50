package dev.tokenless.registry.rubygems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.net.Answer;
import dev.tokenless.net.Redaction;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Dialect;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.Outcome.Reason;
import dev.tokenless.registry.RegistryCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How RubyGems.org asks for a one-time password, and how it refuses: with plain text, or as JSON with two shapes. */
record RubyGemsDialect(@Nullable CodePage page) implements Dialect {
    private static final String CODE_MISSING = "You have enabled multifactor authentication but no OTP code provided";
    private static final String CODE_WRONG = "Your OTP code is incorrect";

    @Override
    public Optional<CodePage> codePage() {
        return Optional.ofNullable(page);
    }

    @Override
    public String registryName() {
        return "RubyGems.org";
    }

    @Override
    public Request withCode(Request request, Secret code) {
        return request.header("OTP", "", code);
    }

    @Override
    public Optional<Challenge> challenge(Answer.Reply reply) {
        if (reply.status() != 401) {
            return Optional.empty();
        }
        String text = message(reply);
        if (text.startsWith(CODE_WRONG)) {
            return Optional.of(new Typed(true));
        }
        return text.startsWith(CODE_MISSING) ? Optional.of(new Typed(false)) : Optional.empty();
    }

    @Override
    public Outcome.Refused refusal(Answer.Reply reply) {
        Outcome.Refused common = RegistryCalls.common(registryName(), reply);
        if (common != null) {
            return common;
        }
        String text = message(reply);
        return switch (reply.status()) {
            case 401 ->
                refused(
                        reply,
                        Reason.NOT_SIGNED_IN,
                        "RubyGems.org does not know this key or password.",
                        "Give a key that has not expired, or sign in with your e-mail address and password.");
            case 403 -> forbidden(reply, text);
            case 404 ->
                text.startsWith("This rubygem")
                        ? refused(
                                reply,
                                Reason.PACKAGE_ABSENT,
                                "RubyGems.org has no gem of this name.",
                                "For a gem that was never pushed, register a pending publisher on"
                                        + " https://rubygems.org/profile/oidc/pending_trusted_publishers/new.")
                        : refused(
                                reply,
                                Reason.ABSENT,
                                "The gem has no such publisher.",
                                "Read the list of publishers again.");
            case 422 -> unprocessable(reply);
            default -> RegistryCalls.unexpected(registryName(), reply, text);
        };
    }

    private static Outcome.Refused forbidden(Answer.Reply reply, String text) {
        if (text.startsWith("This API key cannot perform")) {
            return refused(
                    reply,
                    Reason.SCOPE_MISSING,
                    "The key may not configure trusted publishers of this gem.",
                    "Make a key with the scope Configure trusted publishers, or let the program make a short-lived"
                            + " one.");
        }
        if (text.equals("Forbidden")) {
            return refused(
                    reply,
                    Reason.NOT_AN_OWNER,
                    "Only an owner of the gem may configure its trusted publishers; a maintainer may not.",
                    "Ask an owner, or in an organization an admin, to register it.");
        }
        if (text.startsWith("Please confirm your email")) {
            return refused(
                    reply,
                    Reason.EMAIL_UNVERIFIED,
                    "The e-mail address of the account is not confirmed.",
                    "Open the confirmation link that RubyGems.org has sent.");
        }
        if (text.startsWith("Gem requires MFA")
                || text.contains("multi-factor authentication")
                || text.contains("MFA level")) {
            return refused(
                    reply,
                    Reason.SECOND_FACTOR_OFF,
                    "RubyGems.org demands multi-factor authentication for this account.",
                    "Switch it on at https://rubygems.org/settings/edit, for the API too.");
        }
        if (text.startsWith("The API key doesn't have access") || text.startsWith("An invalid API key")) {
            return refused(
                    reply,
                    Reason.NOT_SIGNED_IN,
                    "This key is not a user's, or it is made for a gem that the user does not own any more.",
                    "Give another key.");
        }
        return RegistryCalls.unexpected("RubyGems.org", reply, text);
    }

    private static Outcome.Refused unprocessable(Answer.Reply reply) {
        List<String> texts = new ArrayList<>();
        JsonNode errors = reply.json().path("errors");
        errors.properties()
                .forEach(e -> e.getValue()
                        .forEach(t ->
                                texts.add(e.getKey().replaceFirst("^trusted_publisher\\.", "") + " " + t.asText())));
        String all = texts.isEmpty() ? message(reply) : String.join("; ", texts);
        if (errors.has("rubygem") && all.contains("already been configured")) {
            return refused(
                    reply, Reason.ALREADY_THERE, "The gem has this publisher already.", "Nothing is to be done.");
        }
        return refused(
                reply,
                Reason.INVALID,
                "RubyGems.org does not take these values: " + Redaction.mask(all) + ".",
                all.contains("repository_owner_id")
                        ? "Check the spelling of the owner: GitHub does not know it."
                        : "Correct the values and try again.");
    }

    /** The text of a refusal, plain or in a JSON object. */
    static String message(Answer.Reply reply) {
        JsonNode json = reply.json();
        String text = json.path("error").asText("");
        return text.isEmpty()
                ? json.path("rubygems_api_key").asText(reply.text()).strip()
                : text;
    }

    private static Outcome.Refused refused(Answer.Reply reply, Reason reason, String sentence, String nextStep) {
        return new Outcome.Refused(reason, sentence, nextStep, reply.status(), RegistryCalls.raw(reply));
    }
}
