package dev.tokenless.publish.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the commands of one script while it is read. */
final class Collector {
    /** More commands than any script that a person wrote. */
    private static final int MOST_COMMANDS = 20_000;

    private final List<Command> commands = new ArrayList<>();
    private final List<Integer> scopes = new ArrayList<>(List.of(0));
    private boolean callsByVariable;

    int openScope(int parent) {
        scopes.add(parent);
        return scopes.size() - 1;
    }

    void add(Command command) {
        if (commands.size() < MOST_COMMANDS) {
            commands.add(command);
            if (!command.words().isEmpty()
                    && command.words().getFirst().literal().isEmpty()) {
                callsByVariable = true;
            }
        }
    }

    /** The script, without the bodies of functions that nothing calls. */
    Script script() {
        commands.sort((a, b) -> Integer.compare(a.start(), b.start()));
        Set<String> defined = new HashSet<>();
        for (Command command : commands) {
            if (command.function() != null) {
                defined.add(command.function());
            }
        }
        if (defined.isEmpty() || callsByVariable) {
            return new Script(commands, scopes);
        }
        Set<String> called = called(defined);
        return new Script(
                commands.stream()
                        .filter(c -> c.function() == null || called.contains(c.function()))
                        .toList(),
                scopes);
    }

    private Set<String> called(Set<String> defined) {
        Map<String, List<String>> callsOf = new TreeMap<>();
        for (Command command : commands) {
            for (Word word : command.words()) {
                String text = word.literal().orElse("");
                if (defined.contains(text)) {
                    callsOf.computeIfAbsent(in(command.function()), _ -> new ArrayList<>())
                            .add(text);
                }
            }
        }
        Set<String> called = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(callsOf.getOrDefault("", List.of()));
        while (!open.isEmpty()) {
            String function = open.pop();
            if (called.add(function)) {
                open.addAll(callsOf.getOrDefault(function, List.of()));
            }
        }
        return called;
    }

    private static String in(@Nullable String function) {
        return function == null ? "" : function;
    }
}
