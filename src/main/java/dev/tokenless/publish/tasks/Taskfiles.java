package dev.tokenless.publish.tasks;

import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a Taskfile (taskfile.dev). */
final class Taskfiles {
    private static final List<String> NAMES = List.of(
            "Taskfile.yml",
            "taskfile.yml",
            "Taskfile.yaml",
            "taskfile.yaml",
            "Taskfile.dist.yml",
            "Taskfile.dist.yaml");

    private Taskfiles() {}

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String name) {
        Optional<SourceText> source = files.first(folder, file == null ? NAMES : List.of(file));
        if (source.isEmpty() || !(files.yaml(source.get().path()).orElse(null) instanceof YamlNode.Mapping root)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        root.mapping("tasks")
                .ifPresent(tasks -> collect(tasks, name.isEmpty() ? "default" : name, lines, new HashSet<>()));
        return lines.isEmpty()
                ? List.of()
                : List.of(Task.of(
                        source.get().path() + ": " + name, String.join("\n", lines) + "\n", source.get(), folder));
    }

    private static void collect(YamlNode.Mapping tasks, String name, List<String> lines, Set<String> seen) {
        YamlNode task = tasks.get(name).orElse(null);
        if (task == null || !seen.add(name) || seen.size() > 200) {
            return;
        }
        if (task instanceof YamlNode.Mapping body) {
            body.get("deps").ifPresent(deps -> commands(tasks, deps, lines, seen, true));
            body.get("cmd").ifPresent(cmd -> commands(tasks, cmd, lines, seen, false));
            body.get("cmds").ifPresent(cmds -> commands(tasks, cmds, lines, seen, false));
        } else {
            commands(tasks, task, lines, seen, false);
        }
    }

    private static void commands(
            YamlNode.Mapping tasks, YamlNode node, List<String> lines, Set<String> seen, boolean named) {
        switch (node) {
            case YamlNode.Scalar s -> {
                if (named) {
                    collect(tasks, s.text(), lines, seen);
                } else {
                    lines.add(s.text());
                }
            }
            case YamlNode.Sequence s -> s.items().forEach(item -> commands(tasks, item, lines, seen, named));
            case YamlNode.Mapping m -> {
                m.scalar("cmd").ifPresent(cmd -> lines.add(cmd.text()));
                m.scalar("task").ifPresent(task -> collect(tasks, task.text(), lines, seen));
            }
        }
    }
}
