package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads makefiles as far as recipes, prerequisites and plain variables go. */
final class Makefiles {
    private static final Pattern RULE = Pattern.compile("^([^\\s:=#][^:=#]*):(?![:=])([^=]*)$");
    private static final Pattern VARIABLE =
            Pattern.compile("^(?:export\\s+|override\\s+)?([A-Za-z_][\\w.-]*)\\s*(?::{0,3}|\\?|\\+)=\\s*(.*)$");
    private static final Pattern REFERENCE = Pattern.compile("\\$[({]([A-Za-z_][\\w.-]*)[)}]");
    private static final int MOST_TARGETS = 200;

    private final Map<String, List<String>> recipes = new LinkedHashMap<>();
    private final Map<String, List<String>> needs = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private Makefiles() {}

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String name) {
        Optional<SourceText> source =
                files.first(folder, file == null ? List.of("GNUmakefile", "makefile", "Makefile") : List.of(file));
        if (source.isEmpty()) {
            return List.of();
        }
        Makefiles make = new Makefiles();
        make.read(source.get().text());
        String target = name.isEmpty() ? make.firstTarget() : name;
        List<String> lines = new ArrayList<>();
        make.collect(target, lines, new HashSet<>());
        return lines.isEmpty()
                ? List.of()
                : List.of(Task.of(
                        source.get().path() + ": " + target, String.join("\n", lines) + "\n", source.get(), folder));
    }

    private String firstTarget() {
        return recipes.keySet().stream()
                .filter(t -> !t.startsWith("."))
                .findFirst()
                .orElse("");
    }

    private void read(String text) {
        List<String> targets = List.of();
        StringBuilder logical = new StringBuilder();
        for (String raw : text.split("\n")) {
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (line.endsWith("\\") && !line.startsWith("\t")) {
                logical.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            line = logical.append(line).toString();
            logical.setLength(0);
            if (line.startsWith("\t")) {
                for (String target : targets) {
                    recipes.getOrDefault(target, new ArrayList<>()).add(line.substring(1));
                }
                continue;
            }
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2).strip());
                continue;
            }
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                targets = rule(rule.group(1), rule.group(2));
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(" ")) {
                targets = List.of();
            }
        }
    }

    private List<String> rule(String left, String right) {
        List<String> targets = List.of(left.strip().split("\\s+"));
        String[] parts = right.split(";", 2);
        for (String target : targets) {
            recipes.computeIfAbsent(target, _ -> new ArrayList<>());
            for (String need : parts[0].split("#", 2)[0].strip().split("[\\s|]+")) {
                if (!need.isEmpty()) {
                    needs.computeIfAbsent(target, _ -> new ArrayList<>()).add(need);
                }
            }
            if (parts.length > 1) {
                recipes.getOrDefault(target, new ArrayList<>()).add(parts[1].strip());
            }
        }
        return targets;
    }

    private void collect(String target, List<String> lines, Set<String> seen) {
        if (!seen.add(target) || seen.size() > MOST_TARGETS) {
            return;
        }
        for (String need : needs.getOrDefault(target, List.of())) {
            collect(expanded(need, 0), lines, seen);
        }
        for (String line : recipes.getOrDefault(target, List.of())) {
            String command = line.stripLeading();
            while (!command.isEmpty() && "@-+".indexOf(command.charAt(0)) >= 0) {
                command = command.substring(1).stripLeading();
            }
            lines.add(expanded(command.replace("$@", target), 0).replace("$$", "$"));
        }
    }

    /** Variables of the makefile replaced; one that it does not set is left as a variable of the environment. */
    private String expanded(String text, int depth) {
        if (depth > 8 || text.length() > 20_000) {
            return text;
        }
        Matcher m = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (m.find()) {
            String name = m.group(1);
            String value = name.equals("MAKE") ? "make" : variables.get(name);
            m.appendReplacement(
                    expanded, Matcher.quoteReplacement(value == null ? "${" + name + "}" : expanded(value, depth + 1)));
        }
        return m.appendTail(expanded).toString();
    }
}
