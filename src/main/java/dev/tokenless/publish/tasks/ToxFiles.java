package dev.tokenless.publish.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the environments of tox: {@code tox.ini}, {@code setup.cfg}, {@code tox.toml}, {@code pyproject.toml}. */
final class ToxFiles {
    private static final Pattern SECTION = Pattern.compile("^\\[([^\\]]+)]\\s*$");
    private static final Pattern KEY = Pattern.compile("^([A-Za-z_][\\w-]*)\\s*=\\s*(.*)$");

    private ToxFiles() {}

    static List<Task> find(RepositoryFiles files, String folder, String names) {
        List<Task> tasks = new ArrayList<>();
        for (String name : names.split(",")) {
            tasks.addAll(one(files, folder, name.strip()));
        }
        return tasks;
    }

    private static List<Task> one(RepositoryFiles files, String folder, String name) {
        for (String file : List.of("tox.ini", "setup.cfg")) {
            Optional<SourceText> source = files.text(RepositoryFiles.in(folder, file));
            if (source.isPresent()) {
                String script = ini(source.get().text(), name);
                if (!script.isEmpty()) {
                    return List.of(Task.of(source.get().path() + ": " + name, script, source.get(), folder));
                }
            }
        }
        for (String file : List.of("tox.toml", "pyproject.toml")) {
            String path = RepositoryFiles.in(folder, file);
            Optional<SourceText> source = files.text(path);
            if (source.isEmpty()) {
                continue;
            }
            JsonNode root = files.toml(path);
            JsonNode tox = file.equals("tox.toml") ? root : root.path("tool").path("tox");
            String script = tox.path("legacy_tox_ini").isTextual()
                    ? ini(tox.path("legacy_tox_ini").textValue(), name)
                    : commands(tox.path("env").path(name).path("commands"));
            if (!script.isEmpty()) {
                return List.of(Task.of(path + ": " + name, script, source.get(), folder));
            }
        }
        return List.of();
    }

    private static String ini(String text, String name) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        String key = "";
        for (String line : text.split("\r?\n")) {
            Matcher header = SECTION.matcher(line);
            Matcher pair = KEY.matcher(line);
            if (header.matches()) {
                section = sections.computeIfAbsent(header.group(1), _ -> new LinkedHashMap<>());
                key = "";
            } else if (!line.isEmpty() && Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
                section.merge(key, "\n" + line.strip(), String::concat);
            } else if (pair.matches()) {
                key = pair.group(1);
                section.put(key, pair.group(2));
            }
        }
        Map<String, String> found = sections.get("testenv:" + name);
        for (Map.Entry<String, Map<String, String>> candidate : sections.entrySet()) {
            if (found == null && candidate.getKey().startsWith("testenv:") && names(candidate.getKey(), name)) {
                found = candidate.getValue();
            }
        }
        if (found == null) {
            return "";
        }
        StringBuilder script = new StringBuilder();
        for (String part : List.of("commands_pre", "commands", "commands_post")) {
            for (String line : found.getOrDefault(part, "").split("\n")) {
                String command = line.strip();
                while (command.startsWith("-") || command.startsWith("!")) {
                    command = command.substring(1).strip();
                }
                if (!command.isEmpty() && !command.startsWith("#")) {
                    script.append(command.replaceAll("\\{posargs(:([^}]*))?}", "$2")
                                    .replaceAll("\\{(toxinidir|tox_root)}/?", "")
                                    .replaceAll("\\{env:(\\w+)(:[^}]*)?}", "\\${$1}")
                                    .replaceAll("\\{(envpython|envbindir)}", "python"))
                            .append('\n');
                }
            }
        }
        return script.toString();
    }

    /** {@code testenv:{build,publish}} is a section for both. */
    private static boolean names(String section, String name) {
        String inner = section.substring("testenv:".length());
        for (String one : inner.replaceAll("[{}]", "").split(",")) {
            if (one.strip().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A list of commands, each a list of words. */
    private static String commands(JsonNode commands) {
        StringBuilder script = new StringBuilder();
        for (JsonNode command : commands) {
            List<String> words = new ArrayList<>();
            command.forEach(word -> {
                if (word.isTextual()) {
                    words.add(TomlTasks.quoted(word.textValue()));
                }
            });
            script.append(String.join(" ", words)).append('\n');
        }
        return script.toString();
    }
}
