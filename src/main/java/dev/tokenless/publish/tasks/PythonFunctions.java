package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads nox sessions and invoke tasks: the commands in the body of the function that has their name. */
final class PythonFunctions {
    private static final Pattern FUNCTION = Pattern.compile("^(?:async\\s+)?def\\s+(\\w+)\\s*\\(");
    private static final Pattern NAMED = Pattern.compile("name\\s*=\\s*[\"']([^\"']+)[\"']");

    private PythonFunctions() {}

    static List<Task> find(RepositoryFiles files, String folder, @Nullable String file, String kind, String names) {
        String wanted = file != null ? file : kind.equals("nox") ? "noxfile.py" : "tasks.py";
        Optional<SourceText> source = files.text(RepositoryFiles.in(folder, wanted));
        if (source.isEmpty()) {
            return List.of();
        }
        List<Task> tasks = new ArrayList<>();
        for (String name : names.split("[,\\s]+")) {
            // A session may be asked for with its parameters or its Python version behind the name.
            String plain = name.replaceAll("[-(]\\d.*$", "").replaceAll("\\(.*$", "");
            String body = body(source.get().text(), plain);
            if (!body.isEmpty()) {
                tasks.add(
                        Task.of(source.get().path() + ": " + plain, ProgramText.commands(body), source.get(), folder));
            }
        }
        return tasks;
    }

    private static String body(String text, String name) {
        StringBuilder body = new StringBuilder();
        StringBuilder decorators = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("\r?\n")) {
            boolean top = !line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && !line.startsWith(")");
            Matcher function = FUNCTION.matcher(line);
            if (top && function.find()) {
                Matcher named = NAMED.matcher(decorators);
                String own = function.group(1);
                inside = own.equals(name)
                        || own.replace('_', '-').equals(name.replace('_', '-'))
                        || (named.find() && named.group(1).equals(name));
                decorators.setLength(0);
            } else if (top) {
                inside = false;
                if (line.startsWith("@") || !decorators.isEmpty()) {
                    decorators.append(line).append('\n');
                }
                if (!line.startsWith("@")) {
                    decorators.setLength(0);
                }
            } else if (inside) {
                body.append(line).append('\n');
            } else if (!decorators.isEmpty()) {
                decorators.append(line).append('\n');
            }
        }
        return body.toString();
    }
}
