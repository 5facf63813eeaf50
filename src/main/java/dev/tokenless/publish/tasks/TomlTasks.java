package dev.tokenless.publish.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tasks that a TOML file defines: hatch, poe, pdm, pixi, cargo-make. */
final class TomlTasks {
    private final String kind;
    private final List<JsonNode> tables;

    private TomlTasks(String kind, List<JsonNode> tables) {
        this.kind = kind;
        this.tables = tables;
    }

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String kind, String name) {
        List<String> names = switch (kind) {
            case "hatch" -> List.of("hatch.toml", "pyproject.toml");
            case "poe" -> List.of("poe_tasks.toml", "pyproject.toml");
            case "pixi" -> List.of("pixi.toml", "pyproject.toml");
            case "cargo-make" -> List.of(file == null ? "Makefile.toml" : file);
            default -> List.of("pyproject.toml");
        };
        for (String candidate : names) {
            String home = files.folderWith(folder, candidate);
            if (home == null) {
                continue;
            }
            String path = RepositoryFiles.in(home, candidate);
            Optional<SourceText> source = files.text(path);
            TomlTasks tasks = new TomlTasks(kind, tables(kind, candidate, files.toml(path), name));
            List<String> lines = new ArrayList<>();
            tasks.collect(name.substring(name.lastIndexOf(':') + 1), lines, new HashSet<>());
            if (lines.isEmpty()) {
                tasks.collect(name, lines, new HashSet<>());
            }
            if (!lines.isEmpty() && source.isPresent()) {
                return List.of(Task.of(path + ": " + name, String.join("\n", lines) + "\n", source.get(), home));
            }
        }
        return List.of();
    }

    private static List<JsonNode> tables(String kind, String file, JsonNode root, String name) {
        JsonNode tool = file.equals("pyproject.toml") ? root.path("tool") : root;
        List<JsonNode> tables = new ArrayList<>();
        switch (kind) {
            case "hatch" -> {
                JsonNode envs = (file.equals("hatch.toml") ? root : tool.path("hatch")).path("envs");
                int colon = name.indexOf(':');
                if (colon > 0) {
                    tables.add(envs.path(name.substring(0, colon)).path("scripts"));
                }
                tables.add(envs.path("default").path("scripts"));
            }
            case "poe" -> tables.add((file.equals("pyproject.toml") ? tool.path("poe") : root).path("tasks"));
            case "pdm" -> tables.add(tool.path("pdm").path("scripts"));
            case "pixi" -> {
                JsonNode pixi = file.equals("pixi.toml") ? root : tool.path("pixi");
                tables.add(pixi.path("tasks"));
                pixi.path("feature").forEach(feature -> tables.add(feature.path("tasks")));
            }
            default -> tables.add(root.path("tasks"));
        }
        return tables;
    }

    private void collect(String name, List<String> lines, Set<String> seen) {
        if (!seen.add(name) || seen.size() > 200) {
            return;
        }
        for (JsonNode table : tables) {
            JsonNode task = table.path(name);
            if (!task.isMissingNode()) {
                add(task, lines, seen, kind.equals("poe") || kind.equals("pdm"));
                return;
            }
        }
    }

    /** @param namesOthers whether a plain word in a list is the name of another task */
    private void add(JsonNode task, List<String> lines, Set<String> seen, boolean namesOthers) {
        if (task.isTextual()) {
            String text = task.textValue();
            if (kind.equals("hatch") && isTask(text.split("\\s+")[0])) {
                collect(text.split("\\s+")[0], lines, seen);
            } else {
                lines.add(text);
            }
        } else if (task.isArray()) {
            for (JsonNode part : task) {
                if (namesOthers && part.isTextual() && isTask(part.textValue())) {
                    collect(part.textValue(), lines, seen);
                } else {
                    add(part, lines, seen, namesOthers);
                }
            }
        } else if (task.isObject()) {
            for (String key : List.of("depends-on", "depends_on", "deps", "dependencies")) {
                for (JsonNode need : task.path(key)) {
                    collect(
                            need.isTextual()
                                    ? need.textValue()
                                    : need.path("task").asText(),
                            lines,
                            seen);
                }
            }
            if (task.path("command").isTextual()) {
                lines.add(task.path("command").textValue() + " " + words(task.path("args")));
            }
            for (String key : List.of("cmd", "shell", "sequence", "composite", "script", "run_task")) {
                JsonNode part = task.path(key);
                if (key.equals("cmd") && part.isArray()) {
                    lines.add(words(part));
                } else if (key.equals("run_task")) {
                    collect(part.asText(), lines, seen);
                } else if (!key.equals("script") || kind.equals("cargo-make")) {
                    add(part, lines, seen, key.equals("sequence") || key.equals("composite"));
                }
            }
        }
    }

    private boolean isTask(String name) {
        return tables.stream().anyMatch(table -> !table.path(name).isMissingNode());
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(quoted(word.asText())));
        return String.join(" ", words);
    }

    /** A word as a shell would have to be given it. */
    static String quoted(String word) {
        return word.matches("[\\w./:=@%+,${}*-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
