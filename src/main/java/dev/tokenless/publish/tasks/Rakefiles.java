package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a Rakefile. */
final class Rakefiles {
    private static final Pattern TASK = Pattern.compile(
            "^(\\s*)(?:multi)?task\\s*\\(?\\s*(?::|[\"'])?(\\w[\\w:-]*?)[\"']?(?=$|[\\s,\\[)=]|:\\s|:$)(.*)$");
    private static final Pattern NEED = Pattern.compile("[:\"']([\\w:-]+)[\"']?");
    private static final List<String> NAMES = List.of("Rakefile", "rakefile", "Rakefile.rb", "rakefile.rb");

    private Rakefiles() {}

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String name) {
        Optional<SourceText> source = files.first(folder, file == null ? NAMES : List.of(file));
        if (source.isEmpty()) {
            return List.of();
        }
        StringBuilder script = new StringBuilder();
        collect(source.get().text(), name.isEmpty() ? "default" : name, script, new HashSet<>());
        return script.isEmpty()
                ? List.of()
                : List.of(Task.of(source.get().path() + ": " + name, script.toString(), source.get(), folder));
    }

    private static void collect(String text, String name, StringBuilder script, Set<String> seen) {
        if (!seen.add(name) || seen.size() > 50) {
            return;
        }
        String plain = name.replaceAll("\\[.*$", "");
        String last = plain.substring(plain.lastIndexOf(':') + 1);
        List<String> lines = List.of(text.split("\r?\n"));
        for (int i = 0; i < lines.size(); i++) {
            Matcher task = TASK.matcher(lines.get(i));
            if (!task.matches()
                    || !(task.group(2).equals(plain) || task.group(2).equals(last))) {
                continue;
            }
            String rest = task.group(3);
            int arrow = Math.max(rest.indexOf("=>"), rest.startsWith(":") ? 0 : -1);
            if (arrow >= 0) {
                Matcher need = NEED.matcher(rest.substring(arrow).replaceAll("\\bdo\\b.*$", ""));
                while (need.find()) {
                    if (need.group(1).equals("release")) {
                        script.append("rake release\n");
                    }
                    collect(text, need.group(1), script, seen);
                }
            }
            List<String> body = new ArrayList<>();
            String indent = task.group(1);
            for (int j = i + 1; rest.contains("do") && j < lines.size(); j++) {
                if (lines.get(j).startsWith(indent + "end")
                        || TASK.matcher(lines.get(j)).matches()) {
                    break;
                }
                body.add(lines.get(j));
            }
            script.append(ProgramText.commands(String.join("\n", body)));
        }
    }
}
