package dev.tokenless.ui.portfolio;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Fix;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.fix.Migration;
import dev.tokenless.fix.Repair;
import dev.tokenless.fix.WorkflowMigration;
import dev.tokenless.fix.WorkflowOptions;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.migration.WrittenFiles;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Kind;
import dev.tokenless.ui.portfolio.FixesView.Type;
import dev.tokenless.ui.session.Core;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prepares the same fix for many repositories, one after the other. Blocking. */
final class ManyFixes {
    /** Texts below this many characters are compared while the window waits: it takes less than a frame. */
    static final int SMALL = 60_000;

    private final Core core;
    private final Texts texts;
    private final WrittenFiles files;

    ManyFixes(Core core, WrittenFiles files, Texts texts) {
        this.files = files;
        this.core = core;
        this.texts = texts;
    }

    /**
     * What one repository would change; no edits where nothing.
     *
     * @param earlier what this screen wrote there last and can be taken back, null for nothing
     */
    record Prepared(String path, String repository, List<FileEdit> edits, ManyWritings.@Nullable Written earlier) {}

    /**
     * Prepares.
     *
     * @param wanted null for all safe fixes
     * @param sink told on the toolkit's thread
     * @return what else could be applied, with how many repositories it concerns
     */
    List<Kind> prepare(
            Map<String, List<PortfolioRow>> folders,
            @Nullable Kind wanted,
            Background.Progress progress,
            Consumer<Prepared> sink)
            throws InterruptedException {
        Map<String, Integer> rules = new TreeMap<>();
        int tokens = 0;
        int at = 0;
        for (Map.Entry<String, List<PortfolioRow>> folder : folders.entrySet()) {
            if (progress.cancelled() || Thread.interrupted()) {
                throw new InterruptedException();
            }
            Inspection inspection = core.inspect(Path.of(folder.getKey()), KnownPublishers.NOTHING);
            if (wanted == null) {
                safe(core.check(inspection)).forEach(rule -> rules.merge(rule, 1, Integer::sum));
            }
            tokens += folder.getValue().stream().anyMatch(ManyFixes::token) ? 1 : 0;
            Prepared prepared = new Prepared(
                    folder.getKey(),
                    PortfolioFilter.repository(folder.getValue().getFirst()),
                    edits(inspection, folder.getValue(), wanted),
                    earlier(inspection.project().repository(), Path.of(folder.getKey())));
            progress.at(++at, folders.size());
            progress.show(() -> sink.accept(prepared));
        }
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind(Type.ALL_SAFE, "", texts.text("fixes.kind.all")));
        if (tokens > 0) {
            kinds.add(new Kind(Type.MIGRATION, "", texts.text("fixes.kind.migration", tokens)));
        }
        rules.forEach(
                (rule, count) -> kinds.add(new Kind(Type.RULE, rule, texts.text("fixes.kind.rule", rule, count))));
        return kinds;
    }

    private ManyWritings.@Nullable Written earlier(@Nullable RepositoryId repository, Path clone) {
        return files.last(repository, clone, texts.text("fixes.what"))
                .map(log -> new ManyWritings.Written(repository, log))
                .orElse(null);
    }

    private static boolean token(PortfolioRow row) {
        return row.state() == PortfolioRow.State.TOKEN || row.state() == PortfolioRow.State.HALF_WAY;
    }

    private static Set<String> safe(List<Finding> findings) {
        return findings.stream().filter(ManyFixes::safe).map(Finding::rule).collect(Collectors.toSet());
    }

    private static boolean safe(Finding finding) {
        Fix fix = finding.fix();
        return fix != null && fix.safe();
    }

    private static List<FileEdit> edits(Inspection inspection, List<PortfolioRow> rows, @Nullable Kind wanted) {
        if (wanted == null || wanted.type() != Type.MIGRATION) {
            String rule = wanted == null ? "" : wanted.rule();
            return Repair.of(
                            inspection.project(),
                            inspection.publishers(),
                            f -> rule.isEmpty() || f.rule().equals(rule),
                            false)
                    .files();
        }
        Set<RegistryId> registries = rows.stream()
                .filter(ManyFixes::token)
                .map(PortfolioRow::registry)
                .collect(Collectors.toSet());
        if (registries.isEmpty()) {
            return List.of();
        }
        WorkflowOptions options = WorkflowOptions.smallest().withRegistries(registries);
        return switch (WorkflowMigration.migrate(
                inspection.project(),
                inspection.workflows(),
                inspection.jobs().stream().map(Inspection.Examined::job).toList(),
                options)) {
            case Migration.Migrated migrated -> migrated.files();
            case Migration.NothingToDo _, Migration.Refused _ -> List.of();
        };
    }
}
