package dev.tokenless.publish.shell;

import java.util.ArrayList;
import java.util.List;

/** A command that is being read; it is handed on when its here-documents are known. */
final class PendingCommand {
    final List<Word> words = new ArrayList<>();
    final List<Command.Assignment> assignments = new ArrayList<>();
    final List<Command.Redirect> redirects = new ArrayList<>();
    boolean conditional;
    int start = -1;
    int end;

    boolean isEmpty() {
        return words.isEmpty() && assignments.isEmpty() && redirects.isEmpty();
    }

    /** What was read from here on belongs to the command. */
    void reaches(int from, int to) {
        if (start < 0) {
            start = from;
        }
        end = to;
    }
}
