package dev.tokenless.check;

import dev.tokenless.edit.FileEdit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Text edits that repair a finding and touch nothing else. To prepare and prove edits takes longer than to find what they
 * repair, so the common ones are prepared when they are asked for.
 */
public final class Fix {
    private final String title;
    private final boolean safe;
    private final Supplier<List<FileEdit>> prepare;
    private @Nullable List<FileEdit> files;

    /**
     * A fix that is prepared.
     *
     * @param title what pressing the button does, for example {@code Grant id-token: write to job publish}
     * @param safe whether it may be applied unseen; otherwise it is to be reviewed
     */
    public Fix(String title, boolean safe, List<FileEdit> files) {
        this(title, safe, () -> files);
    }

    private Fix(String title, boolean safe, Supplier<List<FileEdit>> prepare) {
        this.title = title;
        this.safe = safe;
        this.prepare = prepare;
    }

    /** A fix that is prepared when it is asked for. */
    public static Fix later(String title, boolean safe, Supplier<List<FileEdit>> prepare) {
        return new Fix(title, safe, prepare);
    }

    public String title() {
        return title;
    }

    public boolean safe() {
        return safe;
    }

    /** The edits; empty where they could not be made without touching something else. */
    public synchronized List<FileEdit> files() {
        if (files == null) {
            files = List.copyOf(prepare.get());
        }
        return files;
    }

    @Override
    public String toString() {
        return "Fix[" + title + "]";
    }
}
