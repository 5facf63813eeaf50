package dev.tokenless.ui.project;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.PermissionsBlock;
import dev.tokenless.publish.Authentication;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.TokenUse;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.Upload;
import dev.tokenless.ui.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source beside the project: the lines that say how the chosen upload publishes. */
final class ProjectSheet {
    private final Texts texts;

    ProjectSheet(Texts texts) {
        this.texts = texts;
    }

    Sheet of(Reading open, @Nullable Upload chosen) {
        if (chosen == null || chosen.examined() == null) {
            String manifest = chosen == null ? null : chosen.manifest();
            String path = manifest != null
                    ? manifest
                    : open.inspection().problems().stream()
                            .map(p -> p.place().path())
                            .filter(p -> !open.text(p).isEmpty())
                            .findFirst()
                            .orElse(null);
            return path == null ? Sheet.NONE : Sheet.source(path, open.text(path), List.of(), 0);
        }
        PublishJob job = chosen.examined().job();
        List<Sheet.Lit> lits = new ArrayList<>();
        int first = job.place().line();
        if (job.ci() instanceof PublishJob.GitHubJob github) {
            first = github.job().key().place().line();
            lits.add(new Sheet.Lit(first, Sign.LIT, Rich.EMPTY));
            permissions(lits, github);
        }
        environment(lits, job);
        lits.add(new Sheet.Lit(
                job.place().line(),
                Sign.LIT,
                job.authentication() instanceof Authentication.Trusted
                        ? texts.rich("project.lit.trusted")
                        : Rich.EMPTY));
        open.inspection().jobs().stream()
                .map(e -> e.job())
                .filter(j -> j.path().equals(job.path()))
                .forEach(j -> tokens(lits, j));
        return Sheet.source(job.path(), open.text(job.path()), lits, first);
    }

    private void permissions(List<Sheet.Lit> lits, PublishJob.GitHubJob github) {
        PermissionsBlock own = github.job().permissions();
        if (own == null) {
            return;
        }
        boolean write = own.level("id-token").equals("write");
        int line = own.place().line();
        if (own.form() == PermissionsBlock.Form.MAP && write) {
            String[] lines = github.workflow().source().text().split("\\R", -1);
            for (int i = own.place().line(); i <= Math.min(own.place().endLine(), lines.length); i++) {
                if (lines[i - 1].contains("id-token")) {
                    line = i;
                }
            }
        }
        lits.add(new Sheet.Lit(line, Sign.LIT, write ? texts.rich("project.lit.id-token") : Rich.EMPTY));
    }

    private static void environment(List<Sheet.Lit> lits, PublishJob job) {
        switch (job.environment()) {
            case EnvironmentRef.Named named ->
                lits.add(new Sheet.Lit(named.place().line(), Sign.LIT, Rich.EMPTY));
            case EnvironmentRef.Computed computed ->
                lits.add(new Sheet.Lit(computed.place().line(), Sign.LIT, Rich.EMPTY));
            case EnvironmentRef.None _ -> {}
        }
    }

    private void tokens(List<Sheet.Lit> lits, PublishJob job) {
        for (TokenUse use : job.authentication().tokens()) {
            if (use.place().path().equals(job.path())) {
                lits.add(new Sheet.Lit(
                        use.place().line(), Sign.WARNING, texts.rich("project.lit.token", Rich.bold(job.job()))));
            }
        }
    }
}
