package dev.tokenless.diagnose;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the run that failed, to hold today's files against: what they say of the next release may not have been
 * so in that run.
 *
 * @param claims what the run presented, null where that is not known
 * @param exchanged whether the log shows that the registry was asked to exchange the identity
 * @param job the only job that the run can have been of, null where there are several
 * @param elsewhere the repository of the run where it is another one, else null
 */
record Course(
        @Nullable Claims claims,
        boolean exchanged,
        @Nullable Examined job,
        @Nullable String elsewhere) {
    /** With any of these there is no identity token. */
    private static final Set<String> NO_TOKEN = Set.of(
            "id-token-permission-missing",
            "id-token-permission-shadowed",
            "id-token-permission-capped-by-caller",
            "publish-trigger-never-fires");

    /** With any of these nothing is exchanged. */
    private static final Set<String> NO_EXCHANGE = Set.of(
            "token-disables-oidc",
            "npm-client-too-old",
            "release-tool-too-old",
            "client-without-oidc",
            "runner-without-docker",
            "publish-action-inside-composite",
            "release-step-without-checkout");

    /** A sentence that says that a finding of today's files was not so in the run; empty where it may have been. */
    String since(Finding finding, List<Evidence> evidence) {
        if (job == null || !job.job().equals(finding.job())) {
            return "";
        }
        boolean token = claims != null || exchanged;
        if (token && NO_TOKEN.contains(finding.rule()) || exchanged && NO_EXCHANGE.contains(finding.rule())) {
            return " The run got as far as " + (exchanged ? "the exchange" : "an identity token")
                    + ", so that this was not so then: the file has changed since.";
        }
        Claims ran = claims;
        if (ran == null) {
            return "";
        }
        if (finding.rule().equals("reusable-workflow-not-supported")
                && ran.text("workflow_ref").isPresent()
                && ran.text("job_workflow_ref").isPresent()
                && !LogValues.throughCall(ran)) {
            return " The run was started by the very file in which its job stands: the file has changed since, or this"
                    + " run came another way.";
        }
        for (Evidence one : evidence) {
            if (one instanceof Evidence.Comparison compared && differs(ran, compared)) {
                return other(ran, compared);
            }
        }
        return "";
    }

    private static boolean differs(Claims ran, Evidence.Comparison compared) {
        return switch (ran.get(compared.claim())) {
            case ClaimValue.Text(String value) ->
                !value.equals(compared.presented()) && !Advice.file(value).equals(compared.presented());
            case ClaimValue.Absent _ -> compared.presented() != null;
            case ClaimValue.Json _ -> false;
            case ClaimValue.Unknown _ -> false;
        };
    }

    private String other(Claims ran, Evidence.Comparison compared) {
        String value = ran.text(compared.claim()).orElse(null);
        String said = value == null
                ? " The run presented no " + compared.claim().replace('_', ' ')
                : " The run presented " + compared.claim().replace('_', ' ') + " `" + value + "`";
        boolean anotherWay = Objects.requireNonNull(job).presented().stream()
                .map(p -> p.prediction().claims().text(compared.claim()).orElse(null))
                .anyMatch(predicted -> Objects.equals(predicted, value));
        return said + (anotherWay ? ": it came another way." : ": the file has changed since.");
    }
}
