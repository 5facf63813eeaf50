package dev.tokenless.registry.npm;

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
import java.util.Locale;
import java.util.Optional;

/** How npm asks for the second factor, which is on a page or typed, and how its trust interface refuses. */
final class NpmDialect implements Dialect {
    @Override
    public String registryName() {
        return "npm";
    }

    @Override
    public Request withCode(Request request, Secret code) {
        return request.header("npm-otp", "", code);
    }

    @Override
    public Optional<Challenge> challenge(Answer.Reply reply) {
        boolean asked = reply.status() == 401
                && (otpHeader(reply) || reply.text().toLowerCase(Locale.ROOT).contains("one-time pass"));
        if (!asked) {
            return Optional.empty();
        }
        JsonNode json = reply.json();
        String authUrl = json.path("authUrl").asText("");
        String doneUrl = json.path("doneUrl").asText("");
        return Optional.of(authUrl.isEmpty() || doneUrl.isEmpty() ? new Typed(true) : new Page(authUrl, doneUrl));
    }

    private static boolean otpHeader(Answer.Reply reply) {
        List<String> schemes = new ArrayList<>();
        for (String scheme : reply.header("www-authenticate").orElse("").split(",")) {
            schemes.add(scheme.strip().toLowerCase(Locale.ROOT));
        }
        return schemes.contains("otp");
    }

    @Override
    public Outcome.Refused refusal(Answer.Reply reply) {
        Outcome.Refused common = RegistryCalls.common(registryName(), reply);
        if (common != null) {
            return common;
        }
        JsonNode json = reply.json();
        String text = json.path("message")
                .asText(json.path("error").asText(reply.text()))
                .strip();
        return switch (reply.status()) {
            case 401 ->
                refused(
                        reply,
                        Reason.NOT_SIGNED_IN,
                        "npm does not take this credential for trusted publishers: it wants a session of npm login, no"
                                + " token that bypasses the second factor.",
                        "Sign in through the browser.");
            case 403 ->
                text.contains("enable 2fa")
                        ? refused(
                                reply,
                                Reason.SECOND_FACTOR_OFF,
                                "The npm account has no second factor, and trusted publishers demand one.",
                                "Switch two-factor authentication on in the account's settings, then try again.")
                        : refused(
                                reply,
                                Reason.NOT_AN_OWNER,
                                "This account may not change the trusted publishers of the package.",
                                "Ask a maintainer with write access, or sign in as one.");
            case 404 ->
                text.startsWith("Trusted publisher configuration not found")
                        ? refused(
                                reply,
                                Reason.ABSENT,
                                "The package has no such configuration.",
                                "Read the list of publishers again.")
                        : refused(
                                reply,
                                Reason.PACKAGE_ABSENT,
                                "npm has no package of this name.",
                                "There are no pending publishers here: publish the first version by hand, then"
                                        + " register.");
            case 409 ->
                refused(
                        reply,
                        Reason.ALREADY_THERE,
                        "npm says that the package has a configuration already; it cannot be edited.",
                        "Remove the one that is there, then register again.");
            case 400 ->
                refused(
                        reply,
                        Reason.INVALID,
                        "npm does not take these values: " + Redaction.mask(text) + ".",
                        "Correct the values and try again.");
            default -> RegistryCalls.unexpected(registryName(), reply, text);
        };
    }

    private static Outcome.Refused refused(Answer.Reply reply, Reason reason, String sentence, String nextStep) {
        return new Outcome.Refused(reason, sentence, nextStep, reply.status(), RegistryCalls.raw(reply));
    }
}
