package dev.tokenless.migration;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.UndoLog;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.OverlayTree;
import dev.tokenless.fix.ProposedPublisher;
import dev.tokenless.fix.Runbook;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.Outcome;
import dev.tokenless.github.PullRequests;
import dev.tokenless.github.Repositories;
import dev.tokenless.github.RepositoryTree;
import dev.tokenless.github.SecretUses;
import dev.tokenless.github.Trouble;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import dev.tokenless.repo.manifest.ProjectReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pull request would carry: the edits that migrate the workflows, or, where they are migrated in the folder
 * already, those files that this program wrote and that the default branch does not hold yet.
 */
public sealed interface PullRequestDraft {

    /** There is nothing to open; the sentence says why and what to do. */
    record Nothing(String sentence) implements PullRequestDraft {}

    /**
     * It can be opened.
     *
     * @param migrated the repository as the pull request will make it
     * @param body the runbook of what must be there before it is merged, Markdown
     * @param open the pull request that is open already, with what its branch lacks; null where none is known
     * @param unseen why it could not be seen whether one is open; empty where it was seen, or nobody looked
     */
    record Ready(
            Inspection migrated,
            String title,
            String body,
            List<PullRequests.Change> changes,
            OpenPullRequests.@Nullable Standing open,
            String unseen)
            implements PullRequestDraft {
        public Ready {
            changes = List.copyOf(changes);
        }

        /** Of which nobody knows whether it is open. */
        Ready(Inspection migrated, String title, String body, List<PullRequests.Change> changes) {
            this(migrated, title, body, changes, null, "");
        }

        /** With what is seen of an open pull request of this branch. Blocking. */
        public Ready looked(GitHubSession session, String branch) {
            RepositoryId repository = migrated.project().repository();
            return repository == null
                    ? this
                    : switch (new OpenPullRequests(session, repository.owner(), repository.name())
                            .look(wanted(branch, false))) {
                        case Outcome.Done<Optional<OpenPullRequests.Standing>>(
                                Optional<OpenPullRequests.Standing> found) ->
                            new Ready(migrated, title, body, changes, found.orElse(null), "");
                        case Outcome.Failed<Optional<OpenPullRequests.Standing>>(Trouble trouble) ->
                            new Ready(
                                    migrated,
                                    title,
                                    body,
                                    changes,
                                    null,
                                    "Whether a pull request is open already could not be seen: " + trouble.sentence());
                    };
        }

        /** Whether a pull request is open that holds all of it. */
        public boolean isOpen() {
            OpenPullRequests.Standing there = open;
            return there != null && there.complete();
        }

        /** The open pull request that one commit more goes to; empty where a new one is opened or nothing is lacking. */
        public Optional<OpenPullRequests.Standing> adding() {
            return Optional.ofNullable(open).filter(there -> !there.complete());
        }

        /** On this branch, as one commit. */
        public PullRequests.Wanted wanted(String branch, boolean draft) {
            return new PullRequests.Wanted(branch, title, body, title, changes, draft);
        }
    }

    /** Prepares it; GitHub is asked only where the folder is migrated already. Blocking. */
    static PullRequestDraft of(Inspection inspection, MigrationStore store, GitHubSession session) {
        List<PublishJob> jobs =
                inspection.jobs().stream().map(Inspection.Examined::job).toList();
        return switch (WorkflowMigration.migrate(
                inspection.project(), inspection.workflows(), jobs, WorkflowOptions.smallest())) {
            case Migration.Migrated migrated -> ofEdits(inspection, migrated);
            case Migration.Refused(List<Migration.ManualStep> manual) ->
                new Nothing("The workflows cannot be migrated by this program: "
                        + (manual.isEmpty()
                                ? "see tokenless workflow."
                                : manual.getFirst().reason()) + " Run tokenless workflow for what to do by hand.");
            case Migration.NothingToDo(String reason) -> ofWritten(inspection, store, session, reason);
        };
    }

    /** A pull request with prepared edits. */
    static Ready ofEdits(Inspection inspection, Migration.Migrated migrated) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<PullRequests.Change> changes = new ArrayList<>();
        for (FileEdit edit : migrated.files()) {
            texts.put(edit.path(), edit.after());
            changes.add(new PullRequests.Change(edit.path(), edit.newFile() ? null : edit.before(), edit.after()));
        }
        Project before = inspection.project();
        Inspection after = Inspector.inspect(
                ProjectReader.read(new OverlayTree(before.tree(), texts), before.path(), before.repository()),
                inspection.known(),
                KnownIdentity.NOTHING);
        return ready(after, migrated, changes);
    }

    private static Ready ready(Inspection after, Migration.Migrated migrated, List<PullRequests.Change> changes) {
        // A job that keeps its token needs no publisher.
        List<PublishJob> jobs =
                after.jobs().stream().map(Inspection.Examined::job).toList();
        List<ProposedPublisher> publishers = ProposedPublisher.of(
                after.project(),
                jobs.stream()
                        .filter(job -> !(job.authentication() instanceof Authentication.Token))
                        .toList());
        return new Ready(
                after,
                Runbook.title(jobs, publishers),
                Runbook.pullRequest(after.project(), jobs, publishers, migrated),
                changes);
    }

    /** With the files that this program wrote and nothing else: other jobs may keep their tokens. Blocking. */
    static PullRequestDraft ofFolder(Inspection inspection, MigrationStore store, GitHubSession session) {
        return ofWritten(inspection, store, session, "");
    }

    /** How a change comes to the default branch at GitLab, where this program opens nothing. */
    static String atGitLab(@Nullable RepositoryId repository) {
        return "Commit the migrated files to a branch, push it, and open a merge request"
                + (repository == null
                        ? "."
                        : " at https://" + repository.host() + "/" + repository.slug() + "/-/merge_requests/new.");
    }

    private static PullRequestDraft ofWritten(
            Inspection inspection, MigrationStore store, GitHubSession session, String reason) {
        RepositoryId repository = inspection.project().repository();
        Set<String> paths = new LinkedHashSet<>();
        Set<String> secrets = new LinkedHashSet<>();
        Remembered remembered = new Journal(store, repository).read();
        Set<String> left = new LinkedHashSet<>();
        for (Remembered.Written written :
                remembered.writtenIn(Path.of(inspection.project().path()))) {
            for (UndoLog.Entry entry : written.log().entries()) {
                paths.add(entry.path());
                if (entry.movedFrom() != null) {
                    left.add(entry.movedFrom());
                }
            }
        }
        remembered.secretNames().values().forEach(secrets::addAll);
        List<SourceText> files = SecretUses.files(inspection.project().tree());
        secrets.removeIf(secret -> !SecretUses.of(secret, files).isEmpty());
        if (repository != null && CiHost.of(repository) == CiHost.GITLAB) {
            return new Nothing(atGitLab(repository));
        }
        if (repository == null || paths.isEmpty()) {
            return new Nothing((reason + " There is no change of this program to open a pull request with.").strip());
        }
        Outcome<SourceTree> branch = new Repositories(session)
                .facts(repository.owner(), repository.name())
                .then(f -> RepositoryTree.open(session, f.owner(), f.name(), f.defaultBranch()));
        return switch (branch) {
            case Outcome.Failed<SourceTree>(Trouble trouble) ->
                new Nothing("The default branch could not be read: " + trouble.sentence() + " Or commit and push "
                        + String.join(", ", paths) + " yourself.");
            case Outcome.Done<SourceTree>(SourceTree there) -> {
                List<PullRequests.Change> changes = new ArrayList<>();
                for (String path : paths) {
                    if (!(inspection.project().tree().read(path) instanceof SourceTree.Text(SourceText here))) {
                        continue;
                    }
                    String before = there.read(path) instanceof SourceTree.Text(SourceText text) ? text.text() : null;
                    if (!here.text().equals(before)) {
                        changes.add(new PullRequests.Change(path, before, here.text()));
                    }
                }
                for (String path : left) {
                    // Renamed here: with both files there the release would run twice.
                    boolean gone = inspection.project().tree().read(path) instanceof SourceTree.Absent;
                    if (gone && there.read(path) instanceof SourceTree.Text(SourceText text)) {
                        changes.add(new PullRequests.Change(path, text.text(), "", true));
                    }
                }
                yield changes.isEmpty()
                        ? new Nothing("The default branch holds the migrated files already; no pull request is needed.")
                        : ready(
                                inspection,
                                new Migration.Migrated(List.of(), List.of(), List.of(), List.copyOf(secrets), false),
                                changes);
            }
        };
    }
}
