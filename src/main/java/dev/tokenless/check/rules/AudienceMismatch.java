package dev.tokenless.check.rules;

import dev.tokenless.check.Finding;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * GitLab CI hands out identity tokens that are made out to another registry, to none, or under a name that the client
 * does not look at (fact: docs.gitlab.com, {@code id_tokens}; di/id, {@code id/_internal/oidc/ambient.py}).
 */
final class AudienceMismatch extends JobRule {
    private static final Pattern ODD = Pattern.compile("[^A-Z0-9_]");

    AudienceMismatch() {
        super("audience-mismatch", "The identity token is made out to another registry");
    }

    @Override
    void look(Subject subject, Consumer<Finding> out) {
        boolean anotherWay = subject.job().authentication() instanceof Authentication.Token && !subject.meantTrusted();
        if (!(subject.job().ci() instanceof PublishJob.GitLabJob gitLab)
                || gitLab.idTokens().isEmpty()
                || subject.job().registry().equals(RegistryId.RUBYGEMS)
                || anotherWay) {
            return;
        }
        String audience = subject.registry().orElseThrow().audience();
        String variable = variable(audience);
        boolean named = !subject.job().registry().equals(RegistryId.CRATES_IO);
        List<String> own = gitLab.idTokens().get(variable);
        if (own != null) {
            if (!fits(own, audience)) {
                out.accept(finding(
                        subject,
                        place(subject, gitLab, variable),
                        subject.where() + " asks for " + Words.code(variable)
                                + (own.isEmpty()
                                        ? " without an audience"
                                        : " with audience " + Words.code(own.getFirst()))
                                + "; " + subject.registryName() + " accepts only tokens for " + Words.code(audience)
                                + "."));
            }
            return;
        }
        for (Map.Entry<String, List<String>> token : gitLab.idTokens().entrySet()) {
            if (fits(token.getValue(), audience)) {
                if (named && !(subject.job().authentication() instanceof Authentication.Trusted)) {
                    out.accept(finding(
                            subject,
                            place(subject, gitLab, token.getKey()),
                            subject.where() + " gets its token for " + subject.registryName() + " as "
                                    + Words.code(token.getKey()) + ", and "
                                    + Words.code(subject.job().tool())
                                    + " looks for " + Words.code(variable) + " alone."));
                }
                return;
            }
        }
        out.accept(finding(
                subject,
                place(subject, gitLab, gitLab.idTokens().keySet().iterator().next()),
                subject.where() + " gets no identity token for " + subject.registryName() + ": add "
                        + Words.code(variable) + " with audience " + Words.code(audience) + " to its "
                        + Words.code("id_tokens") + "."));
    }

    /** A computed audience may be the right one. */
    private static boolean fits(List<String> audiences, String wanted) {
        return audiences.stream().anyMatch(a -> a.equals(wanted) || a.contains("$"));
    }

    /** The variable at which clients look: {@code PYPI_ID_TOKEN} for audience {@code pypi}. */
    private static String variable(String audience) {
        int colon = audience.indexOf(':');
        String word = (colon < 0 ? audience : audience.substring(0, colon)).toUpperCase(Locale.ROOT);
        return ODD.matcher(word).replaceAll("_") + "_ID_TOKEN";
    }

    /** Where the audience stands, else the token, else the job: it may come from what the job extends. */
    private static Place place(Subject subject, PublishJob.GitLabJob job, String variable) {
        Mapping token = job.resolved()
                .mapping("id_tokens")
                .flatMap(t -> t.mapping(variable))
                .orElse(null);
        if (token == null) {
            return job.resolved()
                    .mapping("id_tokens")
                    .flatMap(t -> t.entry(variable))
                    .map(e -> e.key().place())
                    .orElse(subject.job().place());
        }
        return token.get("aud").map(YamlNode::place).orElse(token.place());
    }
}
