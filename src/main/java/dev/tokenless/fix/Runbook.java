package dev.tokenless.fix;

import dev.tokenless.oidc.ClaimPredictor;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What to click where, for one repository, with every value filled in; and the text of its pull request. Markdown. */
public final class Runbook {
    private final Project project;
    private final List<ProposedPublisher> publishers;
    private final Migration.Migrated migration;
    /** The publish jobs that hand over a stored token afterwards, too. */
    private final List<PublishJob> left;

    private final List<PublishJob> trusted;

    private Runbook(
            Project project, List<PublishJob> jobs, List<ProposedPublisher> publishers, Migration.Migrated migration) {
        this.project = project;
        this.publishers = publishers;
        this.migration = migration;
        this.left = left(jobs);
        this.trusted = jobs.stream()
                .filter(job -> job.authentication() instanceof Authentication.Trusted)
                .toList();
    }

    /**
     * The runbook of a migration.
     *
     * @param jobs the publish jobs as they are afterwards
     * @param publishers what is to be registered for them, see {@link ProposedPublisher#of}
     */
    public static String markdown(
            Project project, List<PublishJob> jobs, List<ProposedPublisher> publishers, Migration.Migrated migration) {
        return new Runbook(project, jobs, publishers, migration).text();
    }

    /** The body of the pull request that carries the edits. */
    public static String pullRequest(
            Project project, List<PublishJob> jobs, List<ProposedPublisher> publishers, Migration.Migrated migration) {
        return new Runbook(project, jobs, publishers, migration).body();
    }

    /**
     * The title of that pull request. A registry to which another job goes on with its token is named with the packages
     * that need none.
     *
     * @param jobs the publish jobs as they are afterwards
     */
    public static String title(List<PublishJob> jobs, List<ProposedPublisher> publishers) {
        Map<String, Set<String>> packages = new TreeMap<>();
        publishers.forEach(p -> packages.computeIfAbsent(display(p), d -> new TreeSet<>())
                .add(
                        p.publisher().project() == null
                                ? p.job().job()
                                : p.publisher().project()));
        Set<String> partly = new TreeSet<>();
        left(jobs).forEach(job -> partly.add(display(job.registry())));
        List<String> names = new ArrayList<>();
        packages.forEach((registry, of) ->
                names.add(partly.contains(registry) ? registry + " (" + String.join(", ", of) + ")" : registry));
        return "Publish to " + (names.isEmpty() ? "the registries" : String.join(", ", names))
                + " without a stored token";
    }

    private String text() {
        StringBuilder out = new StringBuilder("# From tokens to trusted publishing: "
                + escape(Optional.ofNullable(project.repository())
                        .map(RepositoryId::slug)
                        .orElse(project.path()))
                + "\n\n");
        int step = 1;
        out.append("## " + step++
                + ". Register the publishers\n\nBefore the change is merged: otherwise the next release fails.\n\n");
        for (Map.Entry<String, List<ProposedPublisher>> entry : byPublisher().entrySet()) {
            out.append(registration(entry.getValue()));
        }
        step = environments(out, step);
        out.append("## " + step++ + ". Merge the change\n\n");
        migration.files().forEach(f -> out.append("- ").append(code(f.path())).append('\n'));
        out.append(migration.changes().isEmpty() ? "" : "\n");
        for (Migration.Change change : migration.changes()) {
            out.append(change.review() ? "- **Look at this:** " : "- ")
                    .append(escape(change.sentence()))
                    .append(" ("
                            + code(change.place().path() + ":" + change.place().line()) + ")\n");
        }
        out.append('\n');
        if (!migration.manual().isEmpty()) {
            out.append("## " + step++ + ". Do by hand\n\n");
            migration
                    .manual()
                    .forEach(m -> out.append("- [ ] ")
                            .append(escape(m.reason() + " " + m.instruction()).replace("\n", "\n  "))
                            .append('\n'));
            out.append('\n');
        }
        out.append("## " + step++ + ". Release\n\n")
                .append("- [ ] Try the rehearsal first: `tokenless rehearse .`\n")
                .append("- [ ] Release as usual. The stored token stays valid until this release is proven, so that"
                        + " the change can be reverted.\n")
                .append("- [ ] See that the registry names the publisher of the release: `tokenless migration .`\n\n");
        out.append("## " + step + ". Retire the tokens\n\n");
        for (RegistryId registry : registries()) {
            forbid(registry)
                    .map(f -> left.stream().anyMatch(job -> job.registry().equals(registry))
                            ? f + " Only for the packages above: others still need their token."
                            : f)
                    .ifPresent(f -> out.append("- [ ] ").append(f).append('\n'));
        }
        for (String secret : migration.unusedSecrets()) {
            out.append("- [ ] Delete the secret ")
                    .append(code(secret))
                    .append(secretsPage())
                    .append('\n');
        }
        for (RegistryId registry : registries()) {
            out.append("- [ ] Revoke the token at ").append(tokenPage(registry));
            List<String> others = left.stream()
                    .filter(job -> job.registry().equals(registry))
                    .map(job -> escape(words(job)))
                    .toList();
            out.append(
                            others.isEmpty()
                                    ? ""
                                    : ", unless it is the one that is still handed over by "
                                            + String.join(", ", others))
                    .append('\n');
        }
        return out.toString();
    }

    private Map<String, List<ProposedPublisher>> byPublisher() {
        Map<String, List<ProposedPublisher>> all = new LinkedHashMap<>();
        for (ProposedPublisher p : publishers) {
            all.computeIfAbsent(
                            p.publisher().registry() + " " + p.publisher().project() + " "
                                    + p.publisher().identity(),
                            k -> new ArrayList<>())
                    .add(p);
        }
        return all;
    }

    private String registration(List<ProposedPublisher> same) {
        ProposedPublisher proposed = same.getFirst();
        TrustedPublisher publisher = proposed.publisher();
        String name = publisher.project() == null ? "the package" : publisher.project();
        StringBuilder out = new StringBuilder("### " + display(proposed) + ": " + escape(name) + "\n\n");
        if (publisher.registry() != null) {
            out.append("Page: ")
                    .append(publisherPage(publisher.registry(), name))
                    .append("\n\n");
            Optional<Registry> registry = Registries.byId(publisher.registry());
            if (registry.isPresent()) {
                out.append("| field | value |\n| --- | --- |\n");
                for (Registry.FormField field : registry.get().form(publisher)) {
                    out.append("| ")
                            .append(escape(field.label()))
                            .append(" | ")
                            .append(field.value().isEmpty() ? "(leave empty)" : code(field.value()))
                            .append(" |\n");
                }
                out.append('\n');
            }
        }
        if (proposed.unknown() != null) {
            out.append("Not known: ").append(escape(proposed.unknown())).append(".\n\n");
        }
        return out.toString();
    }

    private int environments(StringBuilder out, int step) {
        Map<String, Set<String>> names = new TreeMap<>();
        publishers.forEach(p -> {
            String environment = p.publisher().identity().environment();
            if (environment != null) {
                names.computeIfAbsent(environment, e -> new TreeSet<>())
                        .addAll(ClaimPredictor.predict(project, p.job()).stream()
                                .map(Prediction::trigger)
                                .map(t -> t.contains("tag") || t.startsWith("release") ? "tag" : "branch")
                                .toList());
            }
        });
        RepositoryId repository = project.repository();
        if (names.isEmpty() || repository == null || repository.provider() != Provider.GITHUB) {
            return step;
        }
        out.append("## " + step + ". Create the environments\n\n")
                .append("At https://" + repository.host() + "/" + repository.slug() + "/settings/environments\n\n");
        names.forEach((name, refs) -> out.append("- [ ] ")
                .append(code(name))
                .append(": add reviewers; under deployment branches and tags admit what you release from")
                .append(refs.contains("tag") ? ", a tag such as `v*` as a rule of the kind *tag*" : "")
                .append(refs.contains("branch") ? ", the branch that the workflow runs on" : "")
                .append(".\n"));
        out.append('\n');
        return step + 1;
    }

    private Set<RegistryId> registries() {
        Map<String, RegistryId> all = new LinkedHashMap<>();
        publishers.forEach(p -> {
            RegistryId id = p.publisher().registry();
            if (id != null) {
                all.putIfAbsent(id.id(), id);
            }
        });
        return new LinkedHashSet<>(all.values());
    }

    private static List<PublishJob> left(List<PublishJob> jobs) {
        return jobs.stream()
                .filter(job -> Registries.byId(job.registry()).isPresent())
                .filter(job -> switch (job.authentication()) {
                    case Authentication.Token _, Authentication.Both _ -> true;
                    case Authentication.Trusted _, Authentication.Unknown _ -> false;
                })
                .toList();
    }

    /** A job in a sentence, with what it publishes. */
    public static String words(PublishJob job) {
        return job.job() + " in " + job.path()
                + (job.packages().isEmpty()
                        ? " (" + display(job.registry()) + ")"
                        : " (" + String.join(", ", job.packages()) + " at " + display(job.registry()) + ")");
    }

    /** Which jobs need no token any more, and which go on with theirs. */
    private String partly() {
        StringBuilder out = new StringBuilder("These jobs log in with the identity that CI gives them:\n\n");
        trusted.stream()
                .filter(job -> Registries.byId(job.registry()).isPresent())
                .forEach(job -> out.append("- ").append(escape(words(job))).append('\n'));
        out.append("\nThese still hand over a stored token and are not part of this:\n\n");
        left.forEach(job -> out.append("- ")
                .append(escape(words(job)))
                .append(
                        job.secrets().isEmpty()
                                ? ""
                                : ": "
                                        + String.join(
                                                ", ",
                                                job.secrets().stream()
                                                        .map(Runbook::code)
                                                        .toList()))
                .append('\n'));
        return out.append("\n").toString();
    }

    private static String display(RegistryId id) {
        return Registries.byId(id).map(Registry::displayName).orElse(id.id());
    }

    private static String display(ProposedPublisher proposed) {
        RegistryId id = proposed.publisher().registry();
        return id == null ? "?" : display(id);
    }

    private static String publisherPage(RegistryId registry, String name) {
        return switch (registry.id()) {
            case "pypi" -> "https://pypi.org/manage/project/" + path(name) + "/settings/publishing/";
            case "testpypi" -> "https://test.pypi.org/manage/project/" + path(name) + "/settings/publishing/";
            case "npm" -> "https://www.npmjs.com/package/" + name.replaceAll("[^A-Za-z0-9@/._~-]", "") + "/access";
            case "rubygems" -> "https://rubygems.org/gems/" + path(name) + "/trusted_publishers";
            case "crates-io" -> "https://crates.io/crates/" + path(name) + "/settings";
            default -> registry.id();
        };
    }

    private static String path(String name) {
        return name.replaceAll("[^A-Za-z0-9._~-]", "");
    }

    private static Optional<String> forbid(RegistryId registry) {
        return switch (registry.id()) {
            case "npm" ->
                Optional.of("npm: in the package's publishing access, require two-factor authentication and disallow"
                        + " tokens.");
            case "crates-io" ->
                Optional.of("crates.io: in the crate's settings, require trusted publishing for new versions.");
            default -> Optional.empty();
        };
    }

    /** The page on which the tokens of a registry are revoked. */
    public static String tokenPage(RegistryId registry) {
        return switch (registry.id()) {
            case "pypi" -> "https://pypi.org/manage/account/#api-tokens";
            case "testpypi" -> "https://test.pypi.org/manage/account/#api-tokens";
            case "npm" -> "https://www.npmjs.com/settings/~/tokens";
            case "rubygems" -> "https://rubygems.org/profile/api_keys";
            case "crates-io" -> "https://crates.io/settings/tokens";
            default -> registry.id();
        };
    }

    private String secretsPage() {
        RepositoryId repository = project.repository();
        if (repository == null) {
            return "";
        }
        return repository.provider() == Provider.GITHUB
                ? " at https://" + repository.host() + "/" + repository.slug() + "/settings/secrets/actions"
                : " at https://" + repository.host() + "/" + repository.slug() + "/-/settings/ci_cd";
    }

    private String body() {
        StringBuilder out = new StringBuilder(
                left.isEmpty()
                        ? "The jobs that publish log in with the identity that CI gives them; none of them is handed a"
                                + " stored token any more.\n\n"
                        : partly());
        migration
                .changes()
                .forEach(c -> out.append("- ").append(escape(c.sentence())).append('\n'));
        out.append("\nBefore this is merged, these publishers have to be registered:\n\n");
        for (List<ProposedPublisher> same : byPublisher().values()) {
            TrustedPublisher p = same.getFirst().publisher();
            String environment = p.identity().environment();
            out.append("- [ ] ")
                    .append(display(same.getFirst()))
                    .append(": ")
                    .append(escape(p.project() == null ? "the package" : p.project()))
                    .append(", workflow ")
                    .append(code(same.getFirst().job().path()))
                    .append(environment == null ? "" : ", environment " + code(environment))
                    .append('\n');
        }
        if (!migration.manual().isEmpty()) {
            out.append("\nTo do by hand:\n\n");
            migration
                    .manual()
                    .forEach(m ->
                            out.append("- [ ] ").append(escape(m.instruction())).append('\n'));
        }
        if (!migration.unusedSecrets().isEmpty()) {
            out.append("\nAfter the first release without them, delete the secrets ")
                    .append(String.join(
                            ", ",
                            migration.unusedSecrets().stream()
                                    .map(Runbook::code)
                                    .toList()))
                    .append(" and revoke the tokens that they held.\n");
        }
        return out.toString();
    }

    /** Text of strangers as text, not as Markdown, and invisible characters as marks. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                out.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format(Locale.ROOT, "U+%04X", c));
            } else {
                if ("\\`*_[]<>|#@!".indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static String code(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD")
                .replace("`", "'")
                .replace("|", "\\|");
        return "`" + plain + "`";
    }
}
