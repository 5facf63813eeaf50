package dev.tokenless.ci.github;

import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.ci.github.CallGraph.Link;
import dev.tokenless.repo.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a job's {@code GITHUB_TOKEN} and identity may do in the end: a job's block replaces its workflow's, a called
 * workflow can only keep or lower what its caller gives, and some runs lose every write (actions/runner,
 * src/Sdk/WorkflowParser: WorkflowTemplateConverter.cs, PermissionsHelper.cs; github/docs, workflow-syntax.md).
 *
 * <p>Where no file says anything the repository's setting decides, which no file tells: then the answer says so.
 */
public final class EffectivePermissions {
    /** All scopes that a block may name (actions/runner, workflow-v1.0.json). */
    public static final Set<String> SCOPES = new TreeSet<>(Set.of(
            "actions",
            "artifact-metadata",
            "attestations",
            "checks",
            "contents",
            "deployments",
            "discussions",
            "id-token",
            "issues",
            "models",
            "packages",
            "pages",
            "pull-requests",
            "repository-projects",
            "security-events",
            "statuses",
            "vulnerability-alerts"));

    private final List<Link> chain;
    private final Circumstances circumstances;

    private EffectivePermissions(List<Link> chain, Circumstances circumstances) {
        this.chain = List.copyOf(chain);
        this.circumstances = circumstances;
    }

    /** The repository's setting for workflows that declare nothing. */
    public enum DefaultPolicy {
        UNKNOWN,
        /** Contents and packages may be read. */
        RESTRICTED,
        /** Everything may be written, the identity token by called workflows only. */
        PERMISSIVE
    }

    /**
     * What is known of the run besides its files.
     *
     * @param downgraded whether it is a run that GitHub gives no write access: a pull request from a fork or of
     *     Dependabot, on {@code pull_request}
     */
    public record Circumstances(DefaultPolicy policy, boolean downgraded) {
        /** A run of the repository's own, its setting not known. */
        public static final Circumstances USUAL = new Circumstances(DefaultPolicy.UNKNOWN, false);
    }

    /** What decided. */
    public enum Source {
        JOB,
        WORKFLOW,
        /** The block of the calling job or of its file. */
        CALLER,
        /** Nobody declares anything, and the answer is the same under every setting. */
        DEFAULT,
        /** The kind of run takes it away. */
        DOWNGRADE
    }

    /** The answer for one scope. */
    public sealed interface Grant {
        /** Whether the level is surely reached. */
        default boolean atLeast(Level level) {
            return this instanceof Known k && k.level().compareTo(level) >= 0;
        }
    }

    /**
     * The files decide.
     *
     * @param place the block that decides, null where none does
     */
    public record Known(
            Level level, Source source, @Nullable Place place) implements Grant {}

    /**
     * The repository's setting decides.
     *
     * @param reason why it is not known, as a part of a sentence
     */
    public record Undetermined(String reason) implements Grant {}

    /**
     * GitHub refuses to start the run: a called workflow asks for more than its caller gives.
     *
     * @param message GitHub's own words
     * @param place the block that asks
     * @param scopes what is asked for and not given
     */
    public record RunFails(String message, Place place, Set<String> scopes) implements Grant {
        public RunFails {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The permissions of a job that an event starts directly. */
    public static EffectivePermissions of(Workflow workflow, Job job) {
        return of(List.of(new Link(workflow, job)), Circumstances.USUAL);
    }

    /** The permissions of the last job of a chain of calls, the entry first. */
    public static EffectivePermissions of(List<Link> chain, Circumstances circumstances) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least the job itself");
        }
        return new EffectivePermissions(chain, circumstances);
    }

    /** The level of a scope, for example {@code id-token}. */
    public Grant grant(String scope) {
        Ceiling given = new Ceiling(null);
        RunFails failure = null;
        Undetermined doubt = null;
        for (int i = 1; i < chain.size(); i++) {
            Link caller = chain.get(i - 1);
            given = given.lowered(caller);
            switch (entry(caller, chain.get(i).workflow(), given, scope)) {
                case RunFails f -> failure = failure == null ? f : failure;
                case Undetermined u -> doubt = doubt == null ? u : doubt;
                case Known _ -> {}
            }
        }
        if (failure != null) {
            return failure;
        }
        if (doubt != null) {
            return doubt;
        }
        Grant grant = last(given, scope);
        return circumstances.downgraded() ? downgraded(grant, scope) : grant;
    }

    /**
     * The most that a workflow called by the chain's last job can get, where that workflow is not at hand.
     *
     * @param trusted whether it is known to belong to the same owner; only then can the setting give an identity
     */
    public Grant offered(String scope, boolean trusted) {
        Link caller = chain.getLast();
        PermissionsBlock block = explicit(caller);
        Grant own = grant(scope);
        if (block != null || !(own instanceof Known known) || known.source() == Source.CALLER) {
            return own;
        }
        return trusted && scope.equals("id-token") ? undetermined(scope, Level.NONE, Level.WRITE) : own;
    }

    /** What the caller's side gives: a block, or nothing explicit. */
    private record Ceiling(@Nullable PermissionsBlock block) {
        Ceiling lowered(Link caller) {
            PermissionsBlock block = explicit(caller);
            return block == null ? this : new Ceiling(block);
        }
    }

    private static @Nullable PermissionsBlock explicit(Link link) {
        PermissionsBlock job = link.job().permissions();
        return job == null ? link.workflow().permissions() : job;
    }

    /** Whether GitHub lets the call begin: the file's own block and each of its jobs' are held against the ceiling. */
    private Grant entry(Link caller, Workflow callee, Ceiling ceiling, String scope) {
        Grant worst = new Known(Level.WRITE, Source.CALLER, null);
        PermissionsBlock root = callee.permissions();
        if (root != null) {
            worst = worse(worst, held(caller, callee, root, null, ceiling, scope));
        }
        for (Job job : callee.jobs()) {
            if (job.permissions() != null) {
                worst = worse(worst, held(caller, callee, job.permissions(), job.id(), ceiling, scope));
            }
        }
        return worst;
    }

    private static Grant worse(Grant a, Grant b) {
        if (a instanceof RunFails || (a instanceof Undetermined && !(b instanceof RunFails))) {
            return a;
        }
        return b;
    }

    private Grant held(
            Link caller,
            Workflow callee,
            PermissionsBlock asked,
            @Nullable String job,
            Ceiling ceiling,
            String asksFor) {
        Set<String> refused = new TreeSet<>();
        boolean doubtful = false;
        for (String scope : SCOPES) {
            Level wanted = Level.of(asked.level(scope));
            if (wanted.compareTo(most(ceiling, scope)) > 0) {
                refused.add(scope);
            } else if (wanted.compareTo(least(ceiling, scope)) > 0) {
                doubtful |= scope.equals(asksFor);
            }
        }
        if (!refused.isEmpty()) {
            return new RunFails(refusal(caller, callee, asked, job, ceiling, refused), asked.place(), refused);
        }
        return doubtful
                ? new Undetermined(
                        "the caller declares no permissions, so that the repository's setting decides whether"
                                + " the called workflow may ask for '" + asksFor + "'")
                : new Known(Level.WRITE, Source.CALLER, null);
    }

    /** GitHub's words (actions/runner, PermissionsHelper.cs). */
    private String refusal(
            Link caller,
            Workflow callee,
            PermissionsBlock asked,
            @Nullable String job,
            Ceiling ceiling,
            Set<String> refused) {
        String wanted = levels(refused, s -> Level.of(asked.level(s)));
        String allowed = levels(refused, s -> most(ceiling, s));
        String called = caller.job().uses() == null
                ? callee.path()
                : caller.job().uses().text();
        return "Error calling workflow '" + called + "'. "
                + (job == null ? "The workflow" : "The nested job '" + job + "'")
                + " is requesting '" + wanted + "', but is only allowed '" + allowed + "'.";
    }

    private static String levels(Set<String> scopes, java.util.function.Function<String, Level> level) {
        return String.join(
                ", ", scopes.stream().map(s -> s + ": " + level.apply(s).word()).toList());
    }

    private Level most(Ceiling ceiling, String scope) {
        if (ceiling.block() != null) {
            return Level.of(ceiling.block().level(scope));
        }
        return circumstances.policy() == DefaultPolicy.RESTRICTED ? restricted(scope) : Level.WRITE;
    }

    private Level least(Ceiling ceiling, String scope) {
        if (ceiling.block() != null) {
            return Level.of(ceiling.block().level(scope));
        }
        return circumstances.policy() == DefaultPolicy.PERMISSIVE ? Level.WRITE : restricted(scope);
    }

    private static Level restricted(String scope) {
        return scope.equals("contents") || scope.equals("packages") ? Level.READ : Level.NONE;
    }

    private Grant last(Ceiling given, String scope) {
        Link link = chain.getLast();
        PermissionsBlock job = link.job().permissions();
        if (job != null) {
            return new Known(Level.of(job.level(scope)), Source.JOB, job.place());
        }
        PermissionsBlock file = link.workflow().permissions();
        if (file != null) {
            return new Known(Level.of(file.level(scope)), Source.WORKFLOW, file.place());
        }
        if (given.block() != null) {
            return new Known(
                    Level.of(given.block().level(scope)),
                    Source.CALLER,
                    given.block().place());
        }
        // The identity is no part of any default: a job must ask for it.
        if (scope.equals("id-token")) {
            return new Known(Level.NONE, Source.DEFAULT, null);
        }
        return switch (circumstances.policy()) {
            case UNKNOWN -> undetermined(scope, restricted(scope), Level.WRITE);
            case RESTRICTED -> new Known(restricted(scope), Source.DEFAULT, null);
            case PERMISSIVE -> new Known(Level.WRITE, Source.DEFAULT, null);
        };
    }

    private static Undetermined undetermined(String scope, Level least, Level most) {
        return new Undetermined("no permissions are declared, so that the repository's setting decides between '"
                + scope + ": " + least.word() + "' and '" + scope + ": " + most.word() + "'");
    }

    private static Grant downgraded(Grant grant, String scope) {
        return switch (grant) {
            case Known k
            when k.level() == Level.WRITE ->
                new Known(scope.equals("id-token") ? Level.NONE : Level.READ, Source.DOWNGRADE, k.place());
            case Known k -> k;
            case Undetermined u -> scope.equals("id-token") ? new Known(Level.NONE, Source.DOWNGRADE, null) : u;
            case RunFails f -> f;
        };
    }
}
