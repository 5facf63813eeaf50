package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.Deed;
import dev.tokenless.ui.session.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes the table into a file that the user chooses. */
final class PortfolioExport {
    private final Session session;
    private final Background background;
    private final Desktop desktop;
    private final Texts texts;
    private final PortfolioModel.Told told;

    PortfolioExport(Session session, Background background, Desktop desktop, Texts texts, PortfolioModel.Told told) {
        this.session = session;
        this.background = background;
        this.desktop = desktop;
        this.texts = texts;
        this.told = told;
    }

    /** Asks for the file and writes rows, worst first, in a form or in the one that the file's ending names. */
    void write(PortfolioFile form, List<PortfolioRow> rows) {
        desktop.chooseTarget(texts.text("portfolio.export"), "portfolio" + form.ending())
                .ifPresent(target -> {
                    List<PortfolioRow> sorted =
                            rows.stream().sorted(PortfolioRow.WORST_FIRST).toList();
                    background.start(
                            texts.text("portfolio.exporting"),
                            progress -> form.write(target, sorted),
                            outcome -> written(target, outcome));
                });
    }

    private void written(Path target, Background.Outcome<String> outcome) {
        switch (outcome) {
            case Background.Done<String>(String refusal)
            when refusal.isEmpty() -> {
                told.fault(Rich.EMPTY);
                session.change(s -> s.did(new Deed(
                        Instant.now(),
                        Deed.Kind.WRITTEN,
                        texts.text("portfolio.exported", PortfolioReading.name(target)),
                        null)));
            }
            case Background.Done<String>(String refusal) -> told.fault(texts.rich("portfolio.not-written", refusal));
            case Background.Cancelled<String> _ -> {}
            case Background.Failed<String>(Throwable cause) ->
                told.fault(texts.rich("fault", Rich.code(cause.toString())));
        }
        told.changed();
    }
}
