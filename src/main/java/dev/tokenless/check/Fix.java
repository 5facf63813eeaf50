package dev.tokenless.check;

import dev.tokenless.edit.FileEdit;
import java.util.List;

/**
 * Text edits that repair a finding and touch nothing else.
 *
 * @param title what pressing the button does, for example {@code Add id-token: write to job publish}
 * @param safe whether it may be applied unseen; otherwise it is to be reviewed
 */
public record Fix(String title, boolean safe, List<FileEdit> files) {
    public Fix {
        files = List.copyOf(files);
    }
}
