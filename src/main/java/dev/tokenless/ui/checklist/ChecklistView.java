package dev.tokenless.ui.checklist;

import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;

/**
 * What such a screen shows at one moment.
 *
 * @param values what is to be copied, at the right
 * @param sheet text at the right below the values; without lines there is none
 */
public record ChecklistView(
        Answer answer,
        String title,
        Rich note,
        List<Task> tasks,
        Sign noticeSign,
        Rich notice,
        String sideTitle,
        List<Value> values,
        Sheet sheet) {
    public static final ChecklistView NONE = new ChecklistView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            "",
            Rich.EMPTY,
            List.of(),
            Sign.NOTE,
            Rich.EMPTY,
            "",
            List.of(),
            Sheet.NONE);

    public ChecklistView {
        tasks = List.copyOf(tasks);
        values = List.copyOf(values);
    }

    /**
     * One thing to do.
     *
     * @param actions its buttons
     */
    public record Task(Sign sign, Rich what, Rich more, List<Action> actions) {
        public Task {
            actions = List.copyOf(actions);
        }
    }

    /** A value to copy. */
    public record Value(String label, String value) {}
}
