package dev.tokenless.ui.checklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.net.Request;
import dev.tokenless.ui.Action;
import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;
import java.util.function.Consumer;

/**
 * What such a screen shows at one moment.
 *
 * @param failure why the last thing that was asked for did not come about, empty where it did
 * @param account who asks GitHub, with a link to change it; empty where GitHub is not asked
 * @param notice what is worth knowing below the list, empty for nothing
 * @param side what stands at the right: the proof, the request, what is to be copied
 */
public record ChecklistView(
        Answer answer,
        Rich failure,
        Rich account,
        String title,
        Rich note,
        List<Task> tasks,
        Sign noticeSign,
        Rich notice,
        Side side) {
    public static final ChecklistView NONE = of(new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY), "", Rich.EMPTY);

    public ChecklistView {
        tasks = List.copyOf(tasks);
    }

    /** A list without tasks yet. */
    public static ChecklistView of(Answer answer, String title, Rich note) {
        return new ChecklistView(
                answer, Rich.EMPTY, Rich.EMPTY, title, note, List.of(), Sign.NOTE, Rich.EMPTY, new Side("", List.of()));
    }

    public ChecklistView with(List<Task> others) {
        return new ChecklistView(answer, failure, account, title, note, others, noticeSign, notice, side);
    }

    public ChecklistView failing(Rich why) {
        return new ChecklistView(answer, why, account, title, note, tasks, noticeSign, notice, side);
    }

    public ChecklistView as(Rich who) {
        return new ChecklistView(answer, failure, who, title, note, tasks, noticeSign, notice, side);
    }

    public ChecklistView noticing(Sign sign, Rich words) {
        return new ChecklistView(answer, failure, account, title, note, tasks, sign, words, side);
    }

    public ChecklistView beside(String sideTitle, List<Part> parts) {
        return new ChecklistView(
                answer, failure, account, title, note, tasks, noticeSign, notice, new Side(sideTitle, parts));
    }

    /** The same, whose side is a request that the next press sends: a narrow window shows it by itself. */
    public ChecklistView asking(boolean asks) {
        return new ChecklistView(
                answer,
                failure,
                account,
                title,
                note,
                tasks,
                noticeSign,
                notice,
                new Side(side.title(), side.parts(), asks));
    }

    /**
     * One thing to do.
     *
     * @param facts what is known of it, in a small table
     * @param fields what the user may say
     * @param actions its buttons
     */
    public record Task(Sign sign, Rich what, Rich more, List<Fact> facts, List<Field> fields, List<Action> actions) {
        public Task {
            facts = List.copyOf(facts);
            fields = List.copyOf(fields);
            actions = List.copyOf(actions);
        }

        public Task(Sign sign, Rich what, Rich more, List<Action> actions) {
            this(sign, what, more, List.of(), List.of(), actions);
        }

        public Task knowing(List<Fact> others) {
            return new Task(sign, what, more, others, fields, actions);
        }

        public Task asking(Field... others) {
            return new Task(sign, what, more, facts, List.of(others), actions);
        }
    }

    /** A name with what is known under it. */
    public record Fact(String label, Rich value) {}

    /**
     * A value that the user may give.
     *
     * @param id tells the field from others, also for a test
     * @param secret whether what is typed is hidden, taken once and not shown again
     * @param given is told the value when the user has ended typing it
     */
    public record Field(String id, String label, String value, String prompt, boolean secret, Consumer<String> given) {}

    /**
     * What stands at the right.
     *
     * @param asks whether it is a request that waits for its confirmation, which nobody must miss
     */
    public record Side(String title, List<Part> parts, boolean asks) {
        public Side {
            parts = List.copyOf(parts);
        }

        Side(String title, List<Part> parts) {
            this(title, parts, false);
        }
    }

    /** One part of what stands at the right. */
    public sealed interface Part {}

    /** Values to copy, one by one. */
    public record Values(List<Value> values) implements Part {
        public Values {
            values = List.copyOf(values);
        }
    }

    /** A value to copy. */
    public record Value(String label, String value) {}

    /** Text as it is: a request, commands, a file. */
    public record Block(String heading, Sheet sheet) implements Part {
        private static final ObjectMapper JSON = new ObjectMapper();

        /** A request as it will be sent, its body laid out and its secrets masked. */
        public static Block of(String heading, Request request) {
            String text = request.shown();
            int body = text.indexOf("\n\n");
            if (body > 0 && body + 2 < text.length()) {
                try {
                    Object tree = JSON.readValue(text.substring(body + 2), Object.class);
                    text = text.substring(0, body + 2)
                            + JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
                } catch (JsonProcessingException notJson) {
                    // It is shown as it is.
                }
            }
            return new Block(heading, Sheet.named(heading, text));
        }
    }

    /** Words with a sign. */
    public record Remark(Sign sign, Rich words) implements Part {}

    /** A list of things that were seen. */
    public record Rows(String heading, Rich note, List<Row> rows) implements Part {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** One of them. */
    public record Row(Sign sign, Rich what, Rich more) {}
}
