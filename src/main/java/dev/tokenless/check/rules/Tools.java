package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the rules ask about the tool that uploads. The knowledge itself is the catalogue's. */
final class Tools {
    static final String PYPI_PUBLISH = "pypa/gh-action-pypi-publish";
    private static final Set<String> EXCHANGES = Set.of(
            "rubygems/configure-rubygems-credentials", "rust-lang/crates-io-auth-action", "rubygems/release-gem");
    private static final Pattern VERSION = Pattern.compile("(?:release/)?v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    private Tools() {}

    /** Which of token and identity a tool takes when it has both. */
    enum Order {
        TOKEN_FIRST,
        IDENTITY_FIRST,
        /** It knows tokens only. */
        NEVER
    }

    static Order order(Subject subject) {
        PublishJob job = subject.job();
        if ("none".equals(job.settings().get("identity"))) {
            return exchangedBefore(subject) ? Order.TOKEN_FIRST : Order.NEVER;
        }
        if (NpmVersions.tooOld(subject).isPresent()) {
            return Order.TOKEN_FIRST;
        }
        return "identity".equals(job.settings().get("prefers")) ? Order.IDENTITY_FIRST : Order.TOKEN_FIRST;
    }

    /** Whether another step of the job exchanges the identity and hands the token on, as for cargo and gem. */
    static boolean exchangedBefore(Subject subject) {
        return subject.job().authentication() instanceof Authentication.Trusted
                || subject.gitHubJob().map(Job::steps).orElse(List.of()).stream()
                        .anyMatch(s -> s.action() != null
                                && EXCHANGES.contains(s.action().toLowerCase(Locale.ROOT))
                                && !s.with().containsKey("api-token")
                                && !s.with().containsKey("role-to-assume"));
    }

    /** What to use instead of a tool that knows tokens only; a part of a sentence. */
    static String instead(PublishJob job) {
        RegistryId registry = job.registry();
        if (registry.equals(RegistryId.PYPI) || registry.equals(RegistryId.TESTPYPI)) {
            return ": keep the build and upload with " + Words.code(PYPI_PUBLISH) + " or " + Words.code("uv publish");
        }
        if (registry.equals(RegistryId.NPM)) {
            return ": publish with " + Words.code("npm publish");
        }
        if (registry.equals(RegistryId.RUBYGEMS)) {
            return ": put " + Words.code("rubygems/configure-rubygems-credentials") + " before it";
        }
        if (!registry.equals(RegistryId.CRATES_IO)) {
            return "";
        }
        // GitLab knows no actions, and cargo has no exchange of its own (rust-lang/crates.io, docs/trusted-publishing).
        return job.ci() instanceof PublishJob.GitLabJob
                ? ": let the script exchange " + Words.code("CRATES_IO_ID_TOKEN") + " at "
                        + Words.code("/api/v1/trusted_publishing/tokens") + " and hand the answer's token to cargo as "
                        + Words.code("CARGO_REGISTRY_TOKEN")
                : ": put " + Words.code("rust-lang/crates-io-auth-action") + " before it and give it that step's token";
    }

    static boolean isPypiPublish(PublishJob job) {
        return job.tool().toLowerCase(Locale.ROOT).equals(PYPI_PUBLISH);
    }

    /** npm's word for what the job does, as the publisher's allowed actions have it. */
    static String npmAction(PublishJob job) {
        return job.tool().contains("stage publish") ? "stage publish" : "publish";
    }

    /** The uploading step, where the job itself has it. */
    static Optional<Step> step(PublishJob job) {
        Integer index = job.step();
        return index != null && job.ci() instanceof PublishJob.GitHubJob(var _, Job ci)
                ? ci.steps().stream().filter(s -> s.index() == index).findFirst()
                : Optional.empty();
    }

    /** An input of the uploading action, empty where it is not given. */
    static String input(PublishJob job, String name) {
        String set = job.settings().get(name);
        return set != null
                ? set
                : step(job).map(s -> s.with().getOrDefault(name, "")).orElse("");
    }

    /** Whether the job's own step calls an action of the repository, in which the tool then stands. */
    static boolean inComposite(PublishJob job) {
        return step(job)
                .map(Step::uses)
                .map(u -> u.text().startsWith("./") || u.text().startsWith("$/"))
                .orElse(false);
    }

    /** pypi-publish attests by default since 1.11; a branch or a commit is taken for a newer one. */
    static boolean attestationsByDefault(PublishJob job) {
        return attestationsByDefault(step(job).map(Step::ref).orElse(null));
    }

    static boolean attestationsByDefault(@Nullable String ref) {
        if (ref == null) {
            return true;
        }
        Matcher version = VERSION.matcher(ref);
        return !version.matches()
                || version.group(2) == null
                || Integer.parseInt(version.group(1)) > 1
                || Integer.parseInt(version.group(2)) >= 11;
    }
}
