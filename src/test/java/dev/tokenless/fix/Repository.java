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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        return new Repository(files, files.containsKey(".gitlab-ci.yml") ? Provider.GITLAB : Provider.GITHUB);
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

    /** What the checks say at warning or above when the proposed publishers are registered, rule by rule. */
    List<String> findings() {
        List<TrustedPublisher> publishers =
                proposed().stream().map(ProposedPublisher::publisher).toList();
        return Rules.check(Inspector.inspect(project(), publishers)).stream()
                .filter(f -> f.severity() != Severity.NOTE)
                .map(Repository::said)
                .toList();
    }

    private static String said(Finding finding) {
        return finding.rule() + ": " + finding.message();
    }

    /**
     * Where it is not proven that a publish job is believed: the registry must match the claims of every trigger that is
     * predicted, for every package that the job names, against the publishers that the program itself proposes.
     */
    List<String> notBelieved() {
        List<String> doubts = new ArrayList<>();
        List<TrustedPublisher> publishers =
                proposed().stream().map(ProposedPublisher::publisher).toList();
        Project project = project();
        for (PublishJob job : jobs()) {
            List<Prediction> predictions = ClaimPredictor.predict(project, job);
            if (predictions.isEmpty() || job.packages().isEmpty()) {
                doubts.add(job.job() + " has " + predictions.size() + " triggers and publishes " + job.packages());
            }
            for (Prediction prediction : predictions) {
                for (String name : job.packages()) {
                    Verdict verdict = Registries.byId(job.registry())
                            .orElseThrow()
                            .match(
                                    prediction.claims(),
                                    publishers.stream()
                                            .filter(p -> job.registry().equals(p.registry()))
                                            .toList(),
                                    name);
                    if (verdict.outcome() != Verdict.Outcome.MATCH) {
                        verdict.checks().stream()
                                .filter(c -> c.outcome() == Verdict.CheckOutcome.MISMATCH
                                        || c.outcome() == Verdict.CheckOutcome.UNDETERMINED)
                                .map(c -> job.job() + " " + name + ": " + c.claim() + " " + c.outcome())
                                .forEach(doubts::add);
                        doubts.add(job.job() + " " + name + ": " + verdict.outcome());
                    }
                }
            }
        }
        return doubts;
    }

    /** What is published where, as {@code registry name}. */
    Set<String> published() {
        return jobs().stream()
                .flatMap(j -> j.packages().stream().map(p -> j.registry().id() + " " + p))
                .collect(Collectors.toCollection(TreeSet::new));
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
