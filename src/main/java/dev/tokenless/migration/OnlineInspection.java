package dev.tokenless.migration;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Inspection.Presented;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.Severity;
import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.github.Environment;
import dev.tokenless.github.Environments;
import dev.tokenless.github.Gate;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.SubjectTemplates;
import dev.tokenless.github.Trouble;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inspection with what GitHub adds to the files: the repository's present name and spelling, the ids that registries
 * compare, the form of {@code sub}, and whether the environments would let the release through.
 *
 * @param inspection with the repository's present name
 * @param findings that no file shows
 * @param unseen what GitHub did not tell
 */
public record OnlineInspection(
        Inspection inspection,
        Repositories.@Nullable Standing standing,
        List<Finding> findings,
        List<Lookout.Unseen> unseen) {
    public OnlineInspection {
        findings = List.copyOf(findings);
        unseen = List.copyOf(unseen);
    }

    /** Asks GitHub. A repository elsewhere stays as it is. Blocking. */
    public static OnlineInspection of(Inspection offline, GitHubSession session) {
        RepositoryId repository = offline.project().repository();
        if (repository == null || repository.provider() != Provider.GITHUB) {
            return new OnlineInspection(offline, null, List.of(), List.of());
        }
        return switch (new Repositories(session).standing(repository)) {
            case Outcome.Failed<Repositories.Standing>(Trouble trouble) ->
                new OnlineInspection(
                        offline,
                        null,
                        List.of(),
                        List.of(new Lookout.Unseen("the repository at GitHub", trouble.sentence(), "")));
            case Outcome.Done<Repositories.Standing>(Repositories.Standing standing) ->
                known(offline, session, repository, standing);
        };
    }

    private static OnlineInspection known(
            Inspection offline, GitHubSession session, RepositoryId written, Repositories.Standing standing) {
        Repositories.Facts facts = standing.facts();
        List<Lookout.Unseen> unseen = new ArrayList<>();
        Project present = new Project(
                offline.project().path(),
                offline.project().tree(),
                new RepositoryId(Provider.GITHUB, written.host(), facts.owner(), facts.name()),
                offline.project().packages(),
                offline.project().problems());
        Inspection inspection = Inspector.inspect(present, offline.known(), identity(session, facts));
        List<Finding> findings = new ArrayList<>();
        named(inspection, written, standing).ifPresent(findings::add);
        Environments environments = new Environments(session, facts.owner(), facts.name());
        Map<String, Optional<Environment>> asked = new HashMap<>();
        for (Examined examined : inspection.jobs()) {
            gates(environments, asked, examined, findings, unseen);
        }
        return new OnlineInspection(
                inspection, standing, findings, unseen.stream().distinct().toList());
    }

    /** The template is told only to those who may; where it is not, {@code sub} stays as far as the files tell. */
    private static KnownIdentity identity(GitHubSession session, Repositories.Facts facts) {
        Boolean immutable = null;
        List<String> keys = List.of();
        if (session.signedIn()
                && new SubjectTemplates(session).ofRepository(facts.owner(), facts.name())
                        instanceof Outcome.Done<SubjectTemplates.Template>(SubjectTemplates.Template template)) {
            immutable = template.immutable();
            keys = template.usesDefault() ? List.of() : template.claims();
        }
        return new KnownIdentity(
                Long.toString(facts.ownerId()), Long.toString(facts.id()), facts.visibility(), immutable, keys);
    }

    private static Optional<Finding> named(
            Inspection inspection, RepositoryId written, Repositories.Standing standing) {
        String now = "`" + standing.facts().slug() + "`";
        String before = "`" + written.slug() + "`";
        List<Examined> jobs = inspection.jobs();
        PublishJob job = jobs.isEmpty() ? null : jobs.getFirst().job();
        Place place = job == null ? Place.startOf(".") : job.place();
        return switch (standing) {
            case Repositories.Present _, Repositories.SpeltOtherwise _ -> Optional.empty();
            case Repositories.Renamed _ ->
                Optional.of(new Finding(
                        "repository-renamed",
                        Severity.WARNING,
                        "GitHub calls this repository " + now + " now; the remote still says " + before
                                + ". Publishers must name the present one: no registry follows GitHub's redirect.",
                        place,
                        job,
                        null));
            case Repositories.Transferred _ ->
                Optional.of(new Finding(
                        "owner-transferred",
                        Severity.WARNING,
                        "This repository belongs to " + now + " now; the remote still says " + before
                                + ". Publishers must name the present owner: no registry follows GitHub's redirect.",
                        place,
                        job,
                        null));
        };
    }

    private static void gates(
            Environments environments,
            Map<String, Optional<Environment>> asked,
            Examined examined,
            List<Finding> findings,
            List<Lookout.Unseen> unseen) {
        if (!(examined.job().environment() instanceof EnvironmentRef.Named named)) {
            return;
        }
        Optional<Environment> there = asked.get(named.name());
        if (there == null) {
            switch (environments.find(named.name())) {
                case Outcome.Done<Optional<Environment>>(Optional<Environment> found) -> there = found;
                case Outcome.Failed<Optional<Environment>>(Trouble trouble) -> {
                    unseen.add(new Lookout.Unseen("the environment " + named.name(), trouble.sentence(), ""));
                    there = Optional.empty();
                }
            }
            asked.put(named.name(), there);
        }
        if (there.isEmpty()) {
            return;
        }
        Set<String> refs = new LinkedHashSet<>();
        for (Presented presented : examined.presented()) {
            presented
                    .prediction()
                    .claims()
                    .text("ref")
                    .filter(r -> r.startsWith("refs/"))
                    .ifPresent(refs::add);
        }
        List<String> blocked = new ArrayList<>();
        for (String ref : refs) {
            if (environments.gate(there.get(), ref) instanceof Outcome.Done<Gate>(Gate.Blocks(String sentence))) {
                blocked.add(sentence);
            }
        }
        // Where some runs pass, the rule may well be meant: it keeps the others from releasing.
        Severity severity = blocked.size() == refs.size() ? Severity.ERROR : Severity.WARNING;
        blocked.forEach(sentence -> findings.add(new Finding(
                "environment-policy-blocks-ref",
                severity,
                sentence,
                examined.job().place(),
                examined.job(),
                null)));
    }
}
