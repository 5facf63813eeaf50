package dev.tokenless.publish.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The blocks that are open in one list. */
final class PosixBlocks {
    final Deque<String> open = new ArrayDeque<>();

    @Nullable
    String function;

    boolean chained;
    final boolean conditional;

    PosixBlocks(@Nullable String function, boolean conditional) {
        this.function = function;
        this.conditional = conditional;
    }

    int branches;

    boolean conditional() {
        return conditional || chained || branches > 0;
    }

    void open(String block) {
        open.push(block);
        branches += branch(block) ? 1 : 0;
    }

    boolean close(String block) {
        if (!block.equals(open.peek())) {
            return false;
        }
        open.pop();
        branches -= branch(block) ? 1 : 0;
        return true;
    }

    private static boolean branch(String block) {
        return block.equals("then") || block.equals("while") || block.equals("case");
    }
}
