package dev.tokenless.ui.release;

import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.github.OpenPullRequests;
import dev.tokenless.github.PullRequests;
import dev.tokenless.migration.PreflightStart;
import dev.tokenless.migration.PullRequestDraft;
import dev.tokenless.registry.directory.Registries;
import dev.tokenless.repo.Project;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.checklist.ChecklistView.Block;
import dev.tokenless.ui.checklist.ChecklistView.Part;
import dev.tokenless.ui.checklist.ChecklistView.Remark;
import dev.tokenless.ui.checklist.ChecklistView.Row;
import dev.tokenless.ui.checklist.ChecklistView.Rows;
import dev.tokenless.ui.checklist.GitHubLine;
import dev.tokenless.ui.checklist.Staged;
import dev.tokenless.ui.sheet.Sheet;
import dev.tokenless.ui.signin.GitHubAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands beside the steps of a release: what would be sent, or how it is done by hand. */
final class ReleaseSide {
    private static final String TAGS = "refs/tags/";

    /** In the place of a tag that nothing tells. */
    private static final String TAG_UNKNOWN = "TAG";

    private final Staged staged;
    private final GitHubAccess gitHub;
    private final GitHubLine account;
    private final Texts texts;

    ReleaseSide(Staged staged, GitHubAccess gitHub, GitHubLine account, Texts texts) {
        this.staged = staged;
        this.gitHub = gitHub;
        this.account = account;
        this.texts = texts;
    }

    /** The request that starts a preflight. */
    List<Part> preflight(PreflightStart.Ready flight) {
        List<Part> parts = new ArrayList<>();
        parts.add(Block.of(texts.text("retire.request.secret"), flight.request()));
        parts.add(new Remark(
                Sign.NOTE,
                texts.rich(
                        "release.preflight.branch", Rich.code(flight.preflight().file()), Rich.code(flight.ref()))));
        flight.notes()
                .forEach(note -> parts.add(new Remark(flight.blocked() ? Sign.ERROR : Sign.WARNING, Rich.plain(note))));
        parts.add(new Remark(Sign.NOTE, texts.rich("release.preflight.proves")));
        parts.add(new Remark(Sign.NOTE, account.credential()));
        return parts;
    }

    /** What a release still needs that can be done by hand. */
    enum Left {
        /** The workflow comes to the default branch, then it releases. */
        ALL,
        /** It releases. */
        RELEASE,
        /** It has released. */
        NOTHING
    }

    /** @param pull what the pull request would carry; null where it is not shown */
    List<Part> of(PullRequestDraft.@Nullable Ready pull, @Nullable Examined examined, Project project, Left left) {
        List<Part> parts = new ArrayList<>();
        if (pull != null) {
            OpenPullRequests.Standing open = pull.adding().orElse(null);
            if (open == null) {
                List<Row> rows = rows(ReleaseModel.BRANCH, texts.rich("release.pull.branch"), pull.changes());
                parts.add(new Rows(pull.title(), Rich.EMPTY, rows));
                parts.add(new Block(
                        texts.text("release.pull.body"), Sheet.named(texts.text("release.pull.body"), pull.body())));
            } else {
                adding(parts, pull.title(), open);
            }
            if (!pull.unseen().isEmpty()) {
                parts.add(new Remark(Sign.UNKNOWN, Rich.plain(pull.unseen())));
            }
            parts.add(
                    new Remark(Sign.NOTE, gitHub.signedIn() ? account.credential() : texts.rich("release.pull.hand")));
        }
        String commands = pull == null || !gitHub.signedIn() ? commands(examined, project, left) : "";
        if (!commands.isEmpty()) {
            parts.add(new Block(texts.text("release.commands"), Sheet.named(texts.text("release.side"), commands)));
        } else if (left == Left.NOTHING) {
            parts.add(new Remark(Sign.DONE, texts.rich("release.side.nothing")));
        }
        staged.lookouts().unseen().forEach(u -> parts.add(new Remark(Sign.UNKNOWN, Rich.plain(u))));
        return parts;
    }

    private List<Row> rows(String branch, Rich what, List<PullRequests.Change> changes) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(Sign.LIT, new Rich(List.of(Rich.code(branch))), what));
        for (PullRequests.Change change : changes) {
            rows.add(new Row(
                    Sign.EDIT,
                    new Rich(List.of(Rich.code(change.path()))),
                    change.gone()
                            ? texts.rich("release.pull.gone")
                            : change.before() == null ? texts.rich("release.pull.new") : changed(change)));
        }
        return rows;
    }

    /** What the branch of the open pull request lacks, and what would be overwritten there. */
    private void adding(List<Part> parts, String title, OpenPullRequests.Standing open) {
        parts.add(new Rows(
                title,
                Rich.EMPTY,
                rows(
                        open.pull().branch(),
                        texts.rich("release.pull.one-more", open.pull().number()),
                        open.changes())));
        for (OpenPullRequests.Lacking lacking : open.lacks()) {
            if (!lacking.replaced().isEmpty()) {
                String path = lacking.change().path();
                parts.add(new Remark(Sign.WARNING, texts.rich("release.pull.replaced", Rich.code(path))));
                parts.add(new Block(path, Sheet.named(path, String.join("\n", lacking.replaced()))));
            }
        }
        parts.add(new Remark(Sign.NOTE, texts.rich("release.pull.text-stays")));
    }

    private Rich changed(PullRequests.Change change) {
        String before = change.before();
        List<String> left = before == null ? List.of() : before.lines().toList();
        long lines = change.after().lines().filter(line -> !left.contains(line)).count();
        return lines == 0 ? texts.rich("release.pull.fewer") : texts.richPlural("release.pull.changed", lines, lines);
    }

    /** Whether a manifest tells a version of the job's packages; otherwise the predicted tag stands for any. */
    private static boolean versioned(Examined examined, Project project) {
        List<String> names = examined.job().packages();
        return project.packages().stream()
                .filter(p -> p.registry()
                        .equals(Registries.declaredFor(examined.job().registry())))
                .filter(p -> names.isEmpty() || names.contains(p.name()))
                .anyMatch(p -> p.details().get("version") != null);
    }

    private String commands(@Nullable Examined examined, Project project, Left left) {
        boolean tag = examined != null && examined.job().triggers().contains("push");
        // The tag that every other step speaks of; where none is told, it is not made up.
        String name = examined == null || !versioned(examined, project)
                ? TAG_UNKNOWN
                : examined.presented().stream()
                        .flatMap(p -> p.prediction().claims().text("ref").stream())
                        .filter(ref -> ref.startsWith(TAGS))
                        .map(ref -> ref.substring(TAGS.length()))
                        .filter(ref -> ref.matches("[A-Za-z0-9][A-Za-z0-9._+/@-]*")) // it goes into a shell
                        .findFirst()
                        .orElse(TAG_UNKNOWN);
        String commit = texts.text("release.commands.commit")
                + "\n"
                + "git switch -c " + ReleaseModel.BRANCH + "\n"
                + "git commit -am \"Publish without a stored token\"\n"
                + "git push -u origin " + ReleaseModel.BRANCH + "\n";
        String release = tag
                ? texts.text("release.commands.tag") + "\ngit tag " + name + "\ngit push origin " + name + "\n"
                : "";
        return switch (left) {
            case ALL -> release.isEmpty() ? commit : commit + "\n" + release;
            case RELEASE -> release;
            case NOTHING -> "";
        };
    }
}
