package dev.tokenless.publish.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the tasks that a repository defines. */
public final class Tasks {
    private final RepositoryFiles files;

    public Tasks(RepositoryFiles files) {
        this.files = files;
    }

    /**
     * The task of this name.
     *
     * @param kind where it is defined, by the catalogue's word
     * @param folder the folder in which the runner is started
     * @param file the file that the call names, null where it names none
     * @param name the task's name, empty for the default
     * @return its commands, several where the name stands for several; empty where it is not defined
     */
    public List<Task> find(String kind, String folder, @Nullable String file, String name) {
        return switch (kind) {
            case "package-script" -> packageScript(folder, name);
            case "npm-version" -> npmVersion(folder);
            case "make" -> Makefiles.find(files, folder, file, name);
            case "just" -> Justfiles.find(files, folder, file, name);
            case "taskfile" -> Taskfiles.find(files, folder, file, name);
            case "tox" -> ToxFiles.find(files, folder, name);
            case "nox", "invoke" -> PythonFunctions.find(files, folder, file, kind, name);
            case "hatch", "poe", "pdm", "pixi", "cargo-make" -> TomlTasks.find(files, folder, file, kind, name);
            case "mise" -> mise(folder, name);
            case "rake" -> Rakefiles.find(files, folder, file, name);
            case "fastlane" -> Fastfiles.find(files, folder, name);
            case "deno" -> deno(folder, name);
            default -> List.of();
        };
    }

    private List<Task> packageScript(String folder, String name) {
        String home = files.folderWith(folder, "package.json");
        if (home == null || name.isEmpty()) {
            return List.of();
        }
        String path = RepositoryFiles.in(home, "package.json");
        JsonNode scripts = files.json(path).path("scripts");
        Optional<SourceText> source = files.text(path);
        if (!scripts.path(name).isTextual() || source.isEmpty()) {
            return List.of();
        }
        List<Task> tasks = new ArrayList<>();
        for (String step : List.of("pre" + name, name, "post" + name)) {
            if (scripts.path(step).isTextual()) {
                tasks.add(Task.of(path + ": " + step, scripts.path(step).textValue(), source.get(), home));
            }
        }
        return tasks;
    }

    /** The names of the scripts of the package around a folder that a pattern such as {@code publish:*} means. */
    public List<String> scriptNames(String folder, String pattern) {
        String home = files.folderWith(folder, "package.json");
        if (home == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        String head = pattern.contains("*") ? pattern.substring(0, pattern.indexOf('*')) : pattern;
        files.json(RepositoryFiles.in(home, "package.json"))
                .path("scripts")
                .fieldNames()
                .forEachRemaining(n -> {
                    if (pattern.contains("*") ? n.startsWith(head) : n.equals(pattern)) {
                        names.add(n);
                    }
                });
        return names;
    }

    /** {@code npm version} runs hooks around itself, and some publish in them. */
    private List<Task> npmVersion(String folder) {
        List<Task> tasks = new ArrayList<>();
        for (String hook : List.of("preversion", "version", "postversion")) {
            tasks.addAll(packageScript(folder, hook));
        }
        return tasks;
    }

    /** mise's tasks are tables of {@code mise.toml} or files of the task's name. */
    private List<Task> mise(String folder, String name) {
        for (String file : List.of("mise.toml", ".mise.toml", "mise.tasks.toml", "tasks.toml")) {
            String path = RepositoryFiles.in(folder, file);
            JsonNode root = files.toml(path);
            JsonNode task = root.path("tasks").path(name);
            JsonNode run = task.isObject() ? task.path("run") : task;
            Optional<SourceText> source = files.text(path);
            List<String> lines = new ArrayList<>();
            if (run.isTextual()) {
                lines.add(run.textValue());
            }
            run.forEach(line -> lines.add(line.asText()));
            if (!lines.isEmpty() && source.isPresent()) {
                return List.of(Task.of(path + ": " + name, String.join("\n", lines) + "\n", source.get(), folder));
            }
        }
        for (String home :
                List.of("mise-tasks", ".mise-tasks", ".mise/tasks", ".config/mise/tasks", "xtasks", "tasks")) {
            for (String ending : List.of("", ".sh")) {
                Optional<Task> task =
                        script(RepositoryFiles.in(folder, home + "/" + name.replace(':', '/') + ending), folder);
                if (task.isPresent()) {
                    return List.of(task.get());
                }
            }
        }
        return List.of();
    }

    private List<Task> deno(String folder, String name) {
        for (String file : List.of("deno.json", "deno.jsonc")) {
            String home = files.folderWith(folder, file);
            if (home == null) {
                continue;
            }
            String path = RepositoryFiles.in(home, file);
            JsonNode task = files.json(path).path("tasks").path(name);
            String command =
                    task.isTextual() ? task.textValue() : task.path("command").asText("");
            Optional<SourceText> source = files.text(path);
            if (!command.isEmpty() && source.isPresent()) {
                return List.of(Task.of(path + ": " + name, command, source.get(), home));
            }
        }
        return List.of();
    }

    /** A script of the repository that a command starts, as far as its language is read; empty for another file. */
    public Optional<Task> script(String path, String folder) {
        Optional<SourceText> source = files.text(path);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        String text = source.get().text();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String first = text.lines().findFirst().orElse("");
        boolean shell = name.endsWith(".sh")
                || name.endsWith(".bash")
                || name.endsWith(".zsh")
                || (first.startsWith("#!") && first.matches(".*\\b(ba|da|z|k|a)?sh\\b.*"));
        if (shell) {
            return Optional.of(new Task(path, text, source.get(), true, folder, java.util.Map.of()));
        }
        boolean program = name.matches(".*\\.([cm]?[jt]sx?|py|rb|coffee)")
                || (first.startsWith("#!") && first.matches(".*\\b(node|python[0-9.]*|ruby|zx|tsx|bun|deno)\\b.*"));
        return program
                ? Optional.of(Task.of(path, ProgramText.commands(text), source.get(), folder))
                : Optional.empty();
    }
}
