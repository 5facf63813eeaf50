package dev.tokenless.check.rules;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.shell.Script;
import dev.tokenless.publish.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The commands of a step as word lists, without the programs that only run another one. */
final class Commands {
    private static final Set<String> RUNNERS = Set.of("sudo", "env", "time", "exec", "command", "npx", "bunx", "uvx");
    private static final Set<String> RUNNING = Set.of(
            "bundle exec",
            "uv run",
            "poetry run",
            "pdm run",
            "hatch run",
            "pipx run",
            "pnpm exec",
            "pnpm dlx",
            "yarn dlx",
            "yarn run",
            "npm exec",
            "python -m",
            "python3 -m",
            "py -m",
            "mise exec");

    private Commands() {}

    static List<List<String>> of(Job job, Step step) {
        if (step.run() == null) {
            return List.of();
        }
        boolean windows =
                job.runsOn().stream().anyMatch(l -> l.toLowerCase(Locale.ROOT).startsWith("windows"));
        Dialect dialect = Dialect.of(step.shell(), windows);
        if (dialect == null) {
            return List.of();
        }
        List<List<String>> commands = new ArrayList<>();
        Script.read(step.run().text(), dialect).commands().forEach(command -> {
            List<String> words = command.words().stream().map(Word::shown).toList();
            if (!words.isEmpty()) {
                commands.add(program(words));
            }
        });
        return commands;
    }

    /** Takes away what stands before the program proper: {@code bundle exec rake release} is {@code rake release}. */
    private static List<String> program(List<String> words) {
        List<String> rest = words;
        for (int i = 0; i < 4 && rest.size() > 1; i++) {
            if (RUNNING.contains(rest.get(0) + " " + rest.get(1))) {
                rest = rest.subList(2, rest.size());
            } else if (RUNNERS.contains(rest.get(0))) {
                rest = rest.subList(1, rest.size());
            } else {
                break;
            }
            while (!rest.isEmpty()
                    && (rest.getFirst().startsWith("-") || rest.getFirst().contains("="))) {
                rest = rest.subList(1, rest.size());
            }
        }
        return rest;
    }

    /** Whether a command begins with these words. */
    static boolean begins(List<String> command, String... words) {
        if (command.size() < words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!command.get(i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a step is switched off for good. */
    static boolean off(Step step) {
        String condition = step.condition();
        return condition != null
                && Set.of("false", "${{ false }}", "${{false}}").contains(condition.strip());
    }
}
