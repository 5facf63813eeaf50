package dev.tokenless.ui.portfolio;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.report.PortfolioReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The forms in which the table is exported. */
enum PortfolioFile {
    CSV(".csv", "portfolio.export.csv"),
    MARKDOWN(".md", "portfolio.export.md"),
    HTML(".html", "portfolio.export.html"),
    JSON(".json", "portfolio.export.json");

    private final String ending;
    private final String key;

    PortfolioFile(String ending, String key) {
        this.ending = ending;
        this.key = key;
    }

    /** The key of its name. */
    String key() {
        return key;
    }

    String ending() {
        return ending;
    }

    /**
     * Writes the table; the file's own ending wins where it names a form. Blocking.
     *
     * @return why it was not written, empty where it was
     */
    String write(Path target, List<PortfolioRow> rows) {
        String name = target.toString().toLowerCase(Locale.ROOT);
        PortfolioFile form = this;
        for (PortfolioFile one : values()) {
            if (name.endsWith(one.ending)) {
                form = one;
            }
        }
        try {
            Files.writeString(target, form.text(rows));
            return "";
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private String text(List<PortfolioRow> rows) throws IOException {
        return switch (this) {
            case CSV -> PortfolioReport.csv(rows);
            case MARKDOWN -> PortfolioReport.markdown(rows);
            case HTML -> PortfolioReport.html(rows);
            case JSON -> PortfolioReport.json(rows);
        };
    }
}
