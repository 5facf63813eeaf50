package dev.tokenless.sandbox;

import dev.tokenless.oidc.Prediction;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.registry.Registry;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.registry.directory.Registries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays one publish job against the sandbox, from asking for the identity token to the upload, all over HTTP on this
 * machine. Nothing of the repository is run and nothing is built: a made-up file of the package is uploaded.
 *
 * <p>It blocks, tells each step as it happens, stops at the first refusal, and ends early when its thread is interrupted.
 */
public final class Rehearsal {
    private final PublishJob job;
    private final Prediction prediction;
    private final Registry registry;
    private final @Nullable String packageName;

    private Rehearsal(PublishJob job, Prediction prediction, Registry registry, @Nullable String packageName) {
        this.job = job;
        this.prediction = prediction;
        this.registry = registry;
        this.packageName = packageName;
    }

    /** Whether a job uploads to a registry that is played. */
    public static boolean possible(PublishJob job) {
        return Registries.byId(job.registry()).isPresent();
    }

    /**
     * The rehearsal of a job as it is reached through one trigger.
     *
     * @param packageName one of the job's packages; null where the repository does not tell any
     * @throws IllegalArgumentException when the registry is only recognised, see {@link #possible}
     */
    public static Rehearsal of(PublishJob job, Prediction prediction, @Nullable String packageName) {
        Registry registry = Registries.byId(job.registry())
                .orElseThrow(() -> new IllegalArgumentException("not played: " + job.registry()));
        String named = packageName == null && job.packages().size() == 1
                ? job.packages().getFirst()
                : packageName;
        return new Rehearsal(job, prediction, registry, named);
    }

    /**
     * Plays it against a sandbox of its own that knows these publishers.
     *
     * @param watcher hears of each step as it happens
     * @throws IOException when no sandbox can be started
     */
    public Rehearsed play(List<TrustedPublisher> publishers, Consumer<RehearsalStep> watcher) throws IOException {
        List<Assumption> assumptions = new ArrayList<>();
        List<TrustedPublisher> mine = publishers.stream()
                .filter(p -> p.registry() == null || p.registry().equals(registry.id()))
                .toList();
        String name = name(mine, assumptions);
        List<TrustedPublisher> stored = mine.stream()
                .map(p -> new TrustedPublisher(
                        registry.id(),
                        p.project() == null ? name : p.project(),
                        p.kind(),
                        p.identity(),
                        p.allowed(),
                        p.trustpubOnly(),
                        p.projectExists(),
                        p.id()))
                .toList();
        try (Sandbox sandbox = Sandbox.start(stored)) {
            if (mine.stream().noneMatch(this::saysThatItIsNotThere)) {
                sandbox.create(registry.id(), name);
            }
            return run(sandbox, name, assumptions, watcher);
        }
    }

    /** Plays it against a sandbox that is running, with what that one knows. */
    public Rehearsed play(Sandbox sandbox, Consumer<RehearsalStep> watcher) {
        List<Assumption> assumptions = new ArrayList<>();
        String name = name(sandbox.book(registry.id()).publishers(), assumptions);
        return run(sandbox, name, assumptions, watcher);
    }

    private Rehearsed run(Sandbox sandbox, String name, List<Assumption> assumptions, Consumer<RehearsalStep> watcher) {
        return new RehearsalRun(job, prediction, registry, sandbox, name, assumptions, watcher).run();
    }

    private boolean saysThatItIsNotThere(TrustedPublisher publisher) {
        return publisher.kind() == TrustedPublisher.Kind.PENDING || Boolean.FALSE.equals(publisher.projectExists());
    }

    private String name(List<TrustedPublisher> publishers, List<Assumption> assumptions) {
        if (packageName != null) {
            return packageName;
        }
        String taken = publishers.stream()
                .map(TrustedPublisher::project)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(job.packages().isEmpty() ? "sample" : job.packages().getFirst());
        assumptions.add(new Assumption("package", taken, "the repository does not tell which one the job uploads"));
        return taken;
    }
}
