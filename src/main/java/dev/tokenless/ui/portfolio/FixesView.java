package dev.tokenless.ui.portfolio;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.sheet.DiffSheet;
import java.util.List;

/**
 * What the preview of many fixes shows at one moment; the files are a list of their own.
 *
 * @param kinds what can be applied to the repositories
 * @param kind the index of what is shown
 * @param current the index of the file whose difference is shown, -1 where there is none
 * @param all whether every file is ticked, {@code some} whether at least one is
 */
record FixesView(
        Answer answer,
        List<Kind> kinds,
        int kind,
        int current,
        DiffSheet diff,
        boolean all,
        boolean some,
        boolean choosable,
        Rich fault) {
    FixesView {
        kinds = List.copyOf(kinds);
    }

    /** What is applied: all safe fixes, those of one rule, or the whole migration. */
    record Kind(Type type, String rule, String words) {}

    enum Type {
        ALL_SAFE,
        RULE,
        MIGRATION
    }

    /**
     * One file that would change.
     *
     * @param path the repository's folder
     * @param repository as the user knows it
     * @param sentence what came of it, empty while nothing was written
     */
    record Item(String path, String repository, FileEdit edit, boolean ticked, Result result, String sentence) {
        Item ticked(boolean on) {
            return new Item(path, repository, edit, on, result, sentence);
        }

        Item with(Result outcome, String words) {
            return new Item(path, repository, edit, ticked, outcome, words);
        }
    }

    /** What came of a file. */
    enum Result {
        NONE,
        WRITTEN,
        REFUSED,
        TAKEN_BACK
    }
}
