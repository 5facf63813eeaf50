package dev.tokenless.ui.check;

import dev.tokenless.check.Finding;
import dev.tokenless.check.HelpPages;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.check.Severity;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.session.FileNames;
import dev.tokenless.ui.session.Reading;
import dev.tokenless.ui.session.UnreadAnswer;
import dev.tokenless.ui.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Findings as Check shows them: counted, as rows, and as lit lines of the file. */
final class Findings {
    private final Texts texts;

    Findings(Texts texts) {
        this.texts = texts;
    }

    /** Those of one job, and those of its file that are of no job. */
    static List<Finding> own(Reading open, Examined examined) {
        return open.findings().stream()
                .filter(f -> f.job() == null
                        ? f.place().path().equals(examined.job().path())
                        : f.job().path().equals(examined.job().path())
                                && f.job().job().equals(examined.job().job())
                                && f.job().registry().equals(examined.job().registry()))
                .toList();
    }

    /** How many of a severity. */
    static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** Errors and warnings in words; empty where there are none. */
    String counted(long errors, long warnings) {
        return Stream.of(
                        errors == 0 ? "" : texts.plural("count.errors", errors, errors),
                        warnings == 0 ? "" : texts.plural("count.warnings", warnings, warnings))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** What stands beside the heading. */
    Rich note(Reading open, List<Finding> findings) {
        if (findings.isEmpty() && open.unread().isPresent()) {
            boolean some = !open.inspection().jobs().isEmpty();
            return texts.rich("check.findings.unread").then(some ? UnreadAnswer.more(open, texts) : Rich.EMPTY);
        }
        if (findings.isEmpty()) {
            int rules = dev.tokenless.check.rules.Rules.all().size();
            return texts.rich("check.findings.none", rules);
        }
        long errors = count(findings, Severity.ERROR);
        long warnings = count(findings, Severity.WARNING);
        long safe =
                findings.stream().filter(f -> f.fix() != null && f.fix().safe()).count();
        long notes = findings.size() - errors - warnings;
        String told = Stream.of(counted(errors, warnings), notes == 0 ? "" : texts.plural("count.notes", notes, notes))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        return safe == 0 ? Rich.plain(told) : texts.rich("check.findings.note", told, safe);
    }

    /** A group of findings that say the same. */
    CheckView.FindingRow row(Group group) {
        Finding first = group.first();
        Sign sign = switch (first.severity()) {
            case ERROR -> Sign.ERROR;
            case WARNING -> Sign.WARNING;
            case NOTE -> Sign.NOTE;
        };
        return new CheckView.FindingRow(
                sign,
                group.words(texts),
                first.rule(),
                HelpPages.title(first.rule()).orElse(first.rule()),
                FileNames.line(first.place()),
                group.findings().size() - 1,
                group.findings().stream().anyMatch(f -> f.fix() != null));
    }

    /**
     * The file of the finding that is looked at, with the lines of all that are in it.
     *
     * @param finding the index of the one that is looked at; -1 for none, then the first one is
     */
    Sheet sheet(Reading open, @Nullable Examined examined, List<Group> shown, int finding) {
        Place place = finding >= 0 && finding < shown.size()
                ? shown.get(finding).first().place()
                : !shown.isEmpty()
                        ? shown.getFirst().first().place()
                        : examined == null
                                ? open.unread().map(Problem::place).orElse(null)
                                : examined.job().place();
        if (place == null) {
            return Sheet.NONE;
        }
        List<Sheet.Lit> lits = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            boolean chosen = i == finding || (finding < 0 && i == 0);
            for (Finding one : shown.get(i).findings()) {
                if (one.place().path().equals(place.path())) {
                    Rich words = chosen && one.equals(shown.get(i).first()) ? Rich.marked(one.message()) : Rich.EMPTY;
                    lits.add(new Sheet.Lit(one.place().line(), row(shown.get(i)).sign(), words));
                }
            }
        }
        if (shown.isEmpty() && examined == null) {
            if (open.text(place.path()).isEmpty()) {
                return Sheet.NONE;
            }
            open.unread().ifPresent(p -> lits.add(new Sheet.Lit(place.line(), Sign.ERROR, Rich.marked(p.message()))));
        }
        return Sheet.source(place.path(), open.text(place.path()), lits, place.line());
    }
}
