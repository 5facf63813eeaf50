package dev.tokenless.registry.pypi;

import dev.tokenless.net.Answer;
import dev.tokenless.net.Request;
import dev.tokenless.net.Secret;
import dev.tokenless.registry.Dialect;
import dev.tokenless.registry.Outcome;
import dev.tokenless.registry.RegistryCalls;
import java.util.Optional;

/** The index's refusals of public reading. */
record ReadingDialect(String registryName) implements Dialect {

    static boolean absent(Outcome.Failure failure) {
        return failure instanceof Outcome.Refused refused && refused.status() == 404;
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
        Outcome.Refused common = RegistryCalls.common(registryName, reply);
        if (common != null) {
            return common;
        }
        return reply.status() == 404
                ? new Outcome.Refused(
                        Outcome.Reason.PACKAGE_ABSENT,
                        registryName + " does not know it.",
                        "Check the name; a release may take a minute to appear.",
                        404,
                        RegistryCalls.raw(reply))
                : RegistryCalls.unexpected(registryName, reply, "");
    }
}
