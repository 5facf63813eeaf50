package dev.tokenless.ui.portfolio;

import dev.tokenless.edit.FileEdit;
import dev.tokenless.ui.Background;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.portfolio.FixesView.Item;
import dev.tokenless.ui.portfolio.FixesView.Result;
import dev.tokenless.ui.sheet.DiffSheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The files that would change in many repositories: which of them are meant, which one is looked at, what became of each. */
final class FixesPreview {
    private final Background background;
    private final Texts texts;
    private final Runnable changed;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final List<String> without = new ArrayList<>();
    private int current = -1;
    private DiffSheet diff = DiffSheet.NONE;

    /**
     * @param changed is told when something else is looked at
     */
    FixesPreview(Background background, Texts texts, Runnable changed) {
        this.background = background;
        this.texts = texts;
        this.changed = changed;
    }

    /** The files, by repository. */
    ObservableList<Item> items() {
        return items;
    }

    /** The repositories in which nothing is to be changed. */
    List<String> without() {
        return without;
    }

    /** The file that is looked at; -1 for none. */
    int current() {
        return current;
    }

    /** The difference of the file that is looked at. */
    DiffSheet diff() {
        return diff;
    }

    void clear() {
        items.clear();
        without.clear();
        current = -1;
        diff = DiffSheet.NONE;
    }

    void add(ManyFixes.Prepared one) {
        if (one.edits().isEmpty()) {
            without.add(one.repository());
        }
        for (FileEdit edit : one.edits()) {
            items.add(new Item(one.path(), one.repository(), edit, true, Result.NONE, ""));
        }
        if (current < 0 && !items.isEmpty()) {
            goTo(0);
        } else {
            changed.run();
        }
    }

    /** Shows the difference of a file. */
    void goTo(int item) {
        if (item == current || item < 0 || item >= items.size()) {
            return;
        }
        current = item;
        FileEdit edit = items.get(item).edit();
        if (edit.before().length() + edit.after().length() < ManyFixes.SMALL) {
            diff = DiffSheet.of(List.of(edit));
            changed.run();
            return;
        }
        diff = DiffSheet.NONE;
        changed.run();
        background.start(texts.text("fixes.comparing"), progress -> DiffSheet.of(List.of(edit)), outcome -> {
            if (current == item && outcome instanceof Background.Done<DiffSheet>(DiffSheet sheet)) {
                diff = sheet;
                changed.run();
            }
        });
    }

    /** Takes a file in, or leaves it out. */
    void tick(int item, boolean on) {
        if (item >= 0 && item < items.size()) {
            items.set(item, items.get(item).ticked(on));
        }
    }

    /** Takes all files in, or leaves all out. */
    void tickAll(boolean on) {
        items.replaceAll(i -> i.ticked(on));
    }

    long ticked() {
        return items.stream().filter(Item::ticked).count();
    }

    /** Whether one of them was written and not taken back. */
    boolean isWritten() {
        return items.stream().anyMatch(i -> i.result() == Result.WRITTEN);
    }

    /** What is meant and not yet written, by folder. */
    Map<Path, List<FileEdit>> edits() {
        Map<Path, List<FileEdit>> edits = new LinkedHashMap<>();
        for (Item item : items) {
            if (item.ticked() && item.result() == Result.NONE) {
                edits.computeIfAbsent(Path.of(item.path()), path -> new ArrayList<>())
                        .add(item.edit());
            }
        }
        return edits;
    }

    /** Says what became of the files of a repository. */
    void mark(Path folder, Result result, String words) {
        items.replaceAll(i ->
                i.ticked() && Path.of(i.path()).equals(folder) && i.result() != result ? i.with(result, words) : i);
    }
}
