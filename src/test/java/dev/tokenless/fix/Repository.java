package dev.tokenless.fix;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.Severity;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.ci.github.WorkflowReader;
import dev.tokenless.ci.github.Workflows;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.oidc.ClaimPredictor;
import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.PublishJobReader;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.Verdict;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.MemoryTree;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository in memory, and what the program says of it. */
record Repository(Map<String, String> files, Provider provider) {
    private static final String NPM = "registry." + "npmjs" + ".org";

    static Repository of(Map<String, String> files) {
        return new Repository(files, Provider.GITHUB);
    }

    /** The files of a folder of the test resources: {@code dot-} stands for a dot, a placeholder for npm's host. */
    static Repository read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                files.put(
                        path.replaceAll("(^|/)dot-", "$1."),
                        Files.readString(file).replace("@NPM-REGISTRY@", NPM));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(files);
    }

    Project project() {
        String host = provider == Provider.GITLAB ? "gitlab.com" : "github.com";
        return ProjectReader.read(
                new MemoryTree(files), "sample", new RepositoryId(provider, host, "octo-org", "sample"));
    }

    Workflows workflows() {
        return WorkflowReader.read(project().tree());
    }

    List<PublishJob> jobs() {
        Project project = project();
        return PublishJobReader.read(project, workflows().workflows()).jobs();
    }

    Migration migrate(WorkflowOptions options) {
        return WorkflowMigration.migrate(project(), workflows().workflows(), jobs(), options);
    }

    Repository with(List<FileEdit> edits) {
        Map<String, String> after = new TreeMap<>(files);
        edits.forEach(e -> after.put(e.path(), e.after()));
        return new Repository(after, provider);
    }

    List<ProposedPublisher> proposed() {
        return ProposedPublisher.of(project(), jobs());
    }

    /** What the checks say when the proposed publishers are registered, this severity and worse. */
    List<String> findings(boolean warnings) {
        List<TrustedPublisher> publishers =
                proposed().stream().map(ProposedPublisher::publisher).toList();
        return Rules.check(Inspector.inspect(project(), publishers)).stream()
                .filter(f -> f.severity() == Severity.ERROR || (warnings && f.severity() == Severity.WARNING))
                .map(Repository::said)
                .toList();
    }

    private static String said(Finding finding) {
        return finding.rule() + ": " + finding.message();
    }

    /** The jobs whose predicted claims the registry would refuse although the proposed publishers are registered. */
    List<String> refused() {
        List<String> refused = new ArrayList<>();
        List<TrustedPublisher> publishers =
                proposed().stream().map(ProposedPublisher::publisher).toList();
        Project project = project();
        for (PublishJob job : jobs()) {
            for (Prediction prediction : ClaimPredictor.predict(project, job)) {
                for (String name : job.packages()) {
                    Verdict verdict = Registries.byId(job.registry())
                            .orElseThrow()
                            .match(
                                    prediction.claims(),
                                    publishers.stream()
                                            .filter(p -> job.registry().equals(p.registry()))
                                            .toList(),
                                    name);
                    if (verdict.outcome() == Verdict.Outcome.MISMATCH) {
                        refused.add(job.job() + " " + name + ": " + verdict);
                    }
                }
            }
        }
        return refused;
    }

    /** Leaves the workflows where {@code .ci/lint-workflows} finds them. */
    void leave(String name) {
        try {
            Path folder = Path.of("target", "generated-workflows");
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : files.entrySet()) {
                if (file.getKey().startsWith(".github/workflows/")) {
                    String base = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
                    Files.writeString(folder.resolve(name + "-" + base), file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
