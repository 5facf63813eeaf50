package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the recipes of a justfile. */
final class Justfiles {
    private static final Pattern RECIPE = Pattern.compile("^@?([A-Za-z_][\\w-]*)((?:\\s+[^:]*?)?)\\s*:(?!=)\\s*(.*)$");
    private static final Pattern ALIAS = Pattern.compile("^alias\\s+([\\w-]+)\\s*:=\\s*([\\w-]+)\\s*$");
    private static final Pattern VARIABLE =
            Pattern.compile("^(?:export\\s+)?([A-Za-z_][\\w-]*)\\s*:=\\s*[\"']([^\"']*)[\"']\\s*$");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z_][\\w-]*)\\s*}}");

    private Justfiles() {}

    private record Recipe(List<String> needs, List<String> lines) {}

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String name) {
        String home = file == null ? home(files, folder) : folder;
        if (home == null) {
            return List.of();
        }
        Optional<SourceText> source =
                files.first(home, file == null ? List.of("justfile", "Justfile", ".justfile") : List.of(file));
        if (source.isEmpty()) {
            return List.of();
        }
        Map<String, Recipe> recipes = new HashMap<>();
        Map<String, String> variables = new HashMap<>();
        String first = read(source.get().text(), recipes, variables);
        List<String> lines = new ArrayList<>();
        collect(name.isEmpty() ? first : name, recipes, lines, new HashSet<>());
        if (lines.isEmpty()) {
            return List.of();
        }
        Matcher m = REFERENCE.matcher(String.join("\n", lines) + "\n");
        StringBuilder script = new StringBuilder();
        while (m.find()) {
            String value = variables.get(m.group(1));
            m.appendReplacement(script, Matcher.quoteReplacement(value == null ? "${" + m.group(1) + "}" : value));
        }
        return List.of(
                Task.of(source.get().path() + ": " + name, m.appendTail(script).toString(), source.get(), home));
    }

    private static @Nullable String home(RepositoryFiles files, String folder) {
        for (String name : List.of("justfile", "Justfile", ".justfile")) {
            String home = files.folderWith(folder, name);
            if (home != null) {
                return home;
            }
        }
        return null;
    }

    private static String read(String text, Map<String, Recipe> recipes, Map<String, String> variables) {
        String first = "";
        Recipe current = null;
        for (String line : text.split("\r?\n")) {
            Matcher variable = VARIABLE.matcher(line);
            Matcher alias = ALIAS.matcher(line);
            Matcher recipe = RECIPE.matcher(line);
            if (line.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                if (current != null) {
                    String command = line.strip();
                    current.lines()
                            .add(command.startsWith("@") || command.startsWith("-") ? command.substring(1) : command);
                }
            } else if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2));
            } else if (alias.matches()) {
                recipes.put(alias.group(1), new Recipe(List.of(alias.group(2)), new ArrayList<>()));
            } else if (!line.startsWith("#") && !line.startsWith("[") && recipe.matches()) {
                List<String> needs = new ArrayList<>();
                for (String need :
                        recipe.group(3).replaceAll("[()&]", " ").strip().split("\\s+")) {
                    if (!need.isEmpty() && !need.startsWith("#")) {
                        needs.add(need);
                    }
                }
                current = new Recipe(needs, new ArrayList<>());
                recipes.put(recipe.group(1), current);
                first = first.isEmpty() ? recipe.group(1) : first;
            } else if (!line.startsWith("#") && !line.startsWith("[")) {
                current = null;
            }
        }
        return first;
    }

    private static void collect(String name, Map<String, Recipe> recipes, List<String> lines, Set<String> seen) {
        Recipe recipe = recipes.get(name);
        if (recipe == null || !seen.add(name) || seen.size() > 200) {
            return;
        }
        recipe.needs().forEach(need -> collect(need, recipes, lines, seen));
        lines.addAll(recipe.lines());
    }
}
