package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.edit.EditResult;
import dev.tokenless.edit.FileEdit;
import dev.tokenless.edit.YamlEdits;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns prepared edits into a finding's fix; a refused or needless edit is none. */
final class Fixes {
    private Fixes() {}

    /** A fix that may be applied unseen unless the edit itself asks for review. */
    static @Nullable Fix safe(String title, YamlEdits edits) {
        return of(title, edits.result(), true);
    }

    /** A fix that somebody should look at, because the repository alone does not say that it is right. */
    static @Nullable Fix reviewed(String title, YamlEdits edits) {
        return of(title, edits.result(), false);
    }

    /** A fix whose edits are made when somebody asks for them; for edits that are not refused in practice. */
    static Fix later(String title, boolean safe, Supplier<YamlEdits> edits) {
        return Fix.later(title, safe, () -> files(edits.get().result()));
    }

    static List<FileEdit> files(EditResult result) {
        return switch (result) {
            case EditResult.Edited edited -> List.of(edited.edit());
            case EditResult.Unchanged _ -> List.of();
            case EditResult.Refused _ -> List.of();
        };
    }

    static @Nullable Fix of(String title, EditResult result, boolean safe) {
        return switch (result) {
            case EditResult.Edited edited -> new Fix(title, safe && !edited.review(), List.of(edited.edit()));
            case EditResult.Unchanged _ -> null;
            case EditResult.Refused _ -> null;
        };
    }
}
