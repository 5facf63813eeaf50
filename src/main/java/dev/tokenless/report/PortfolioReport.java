package dev.tokenless.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenless.migration.PortfolioRow;
import dev.tokenless.repo.RepositoryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table of many repositories, in each form that it is exported in. */
public final class PortfolioReport {
    private static final List<String> HEADINGS =
            List.of("state", "registry", "package", "repository", "workflow", "job", "line", "reason", "path");

    private static final int REGISTRY = HEADINGS.indexOf("registry");

    private static final int NAME = HEADINGS.indexOf("package");

    private PortfolioReport() {}

    /** For a terminal: one line a package, worst first, and the counts. */
    public static String text(List<PortfolioRow> rows) {
        StringBuilder text = new StringBuilder();
        int state = width(rows, 0);
        int registry = width(rows, 1);
        int name = Math.min(40, width(rows, 2));
        for (PortfolioRow row : rows) {
            List<String> cells = words(row);
            text.append(pad(cells.get(0), state))
                    .append("  ")
                    .append(pad(cells.get(1), registry))
                    .append("  ")
                    .append(pad(cells.get(2), name))
                    .append("  ")
                    .append(Escaping.terminal(cells.get(3).isEmpty() ? row.path() : cells.get(3)))
                    .append("  ")
                    .append(Escaping.terminal(row.reason()))
                    .append('\n');
        }
        return text.append(counts(rows)).append('\n').toString();
    }

    /** RFC 4180, with headings; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
    public static String csv(List<PortfolioRow> rows) {
        StringBuilder text = new StringBuilder(String.join(",", HEADINGS)).append("\r\n");
        for (PortfolioRow row : rows) {
            text.append(String.join(",", cells(row).stream().map(Escaping::csv).toList()))
                    .append("\r\n");
        }
        return text.toString();
    }

    /** A Markdown table. */
    public static String markdown(List<PortfolioRow> rows) {
        StringBuilder text = new StringBuilder(
                "| " + String.join(" | ", HEADINGS) + " |\n|" + " --- |".repeat(HEADINGS.size()) + "\n");
        for (PortfolioRow row : rows) {
            text.append("| ")
                    .append(String.join(
                            " | ", words(row).stream().map(Escaping::markdown).toList()))
                    .append(" |\n");
        }
        return text.append('\n').append(counts(rows)).append('\n').toString();
    }

    /** A page of its own, without scripts or anything from elsewhere. */
    public static String html(List<PortfolioRow> rows) {
        StringBuilder text = new StringBuilder("<!doctype html>\n"
                + "<html lang=\"en\">\n"
                + "<meta charset=\"utf-8\">\n"
                + "<title>Trusted publishing</title>\n"
                + "<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light"
                + " dark}table{border-collapse:collapse}th,td{text-align:left;padding:.4rem"
                + " .8rem;border-bottom:1px solid #8888}</style>\n"
                + "<h1>Trusted publishing</h1>\n"
                + "<p>"
                + Escaping.html(counts(rows)) + "</p>\n<table>\n<tr>");
        HEADINGS.forEach(
                heading -> text.append("<th scope=\"col\">").append(heading).append("</th>"));
        text.append("</tr>\n");
        for (PortfolioRow row : rows) {
            text.append("<tr>");
            words(row)
                    .forEach(cell ->
                            text.append("<td>").append(Escaping.html(cell)).append("</td>"));
            text.append("</tr>\n");
        }
        return text.append("</table>\n</html>\n").toString();
    }

    /** The stable contract: {@code "schema": 1}. */
    public static String json(List<PortfolioRow> rows) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        ArrayNode packages = root.putArray("packages");
        for (PortfolioRow row : rows) {
            List<String> cells = cells(row);
            ObjectNode one = packages.addObject();
            for (int i = 0; i < HEADINGS.size(); i++) {
                if (HEADINGS.get(i).equals("line")) {
                    one.put("line", row.line());
                } else {
                    one.put(HEADINGS.get(i), cells.get(i).isEmpty() ? null : cells.get(i));
                }
            }
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static List<String> cells(PortfolioRow row) {
        RepositoryId repository = row.repository();
        String name = row.packageName();
        return List.of(
                row.state().word(),
                row.isPackage() ? row.registry().id() : "",
                name == null ? "" : name,
                repository == null ? "" : repository.slug(),
                row.workflow(),
                row.job(),
                Integer.toString(row.line()),
                row.reason(),
                row.path());
    }

    /** For people: a package or registry that the files do not name is said to be unknown. Programs are given nothing there. */
    private static List<String> words(PortfolioRow row) {
        List<String> words = new ArrayList<>(cells(row));
        for (int told : List.of(REGISTRY, NAME)) {
            if (words.get(told).isEmpty()) {
                words.set(told, "(unknown)");
            }
        }
        return words;
    }

    private static String counts(List<PortfolioRow> rows) {
        Map<PortfolioRow.State, Integer> counts = new EnumMap<>(PortfolioRow.State.class);
        rows.stream().filter(PortfolioRow::isPackage).forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        int packages = counts.values().stream().mapToInt(Integer::intValue).sum();
        int files = rows.size() - packages;
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " " + state.word()));
        return Words.count(packages, "package") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)) + "."
                + (files == 0
                        ? ""
                        : " What " + Words.count(files, "file") + (files == 1 ? " publishes" : " publish")
                                + " is not known.");
    }

    private static int width(List<PortfolioRow> rows, int column) {
        return rows.stream()
                .mapToInt(row -> Escaping.terminal(words(row).get(column)).length())
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        String shown = Escaping.terminal(text);
        return shown + " ".repeat(Math.max(0, width - shown.length()));
    }
}
