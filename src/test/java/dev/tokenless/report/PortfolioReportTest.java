package dev.tokenless.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of strangers stay names in every form. */
class PortfolioReportTest {
    private static final List<PortfolioRow> ROWS = List.of(new PortfolioRow(
            "/clones/=cmd|' /C calc'!A0",
            null,
            RegistryId.NPM,
            "@octo-org/<b>x</b>|y",
            ".github/workflows/\u202erelease.yml",
            "+publish",
            12,
            PortfolioRow.State.TOKEN,
            "-1 \"quoted\", with a comma"));

    @Test
    void a_cell_of_the_csv_is_never_a_formula() {
        String line = PortfolioReport.csv(ROWS).split("\r\n")[1];
        assertThat(line)
                .contains("\"'@octo-org/", "\"'+publish\"", "\"'-1 \"\"quoted\"\", with a comma\"", ",\"12\",")
                .doesNotContain("\u202e");
        assertThat(line).doesNotContainPattern("(^|,)\"[=+@-]");
    }

    @Test
    void markdown_and_html_hold_no_marks_of_strangers() {
        assertThat(PortfolioReport.html(ROWS)).doesNotContain("<b>x").contains("&lt;b&gt;");
        assertThat(PortfolioReport.markdown(ROWS)).doesNotContain("<b>x");
        assertThat(PortfolioReport.markdown(ROWS).lines().skip(2).findFirst().orElseThrow())
                .matches(row ->
                        row.replace("\\|", "").chars().filter(c -> c == '|').count() == 10);
    }

    @Test
    void json_keeps_every_value_as_it_is() throws IOException {
        assertThat(PortfolioReport.json(ROWS)).contains("\"line\" : 12", "+publish", "\"state\" : \"token\"");
    }
}
