package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.shell.Script;
import dev.tokenless.publish.shell.Word;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through a script in its order, with the variables and the folder that each command sees. */
final class ScriptWalk {
    private static final int DEEPEST = 10;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}");

    private final JobContext context;
    private final CommandWalk commands;

    ScriptWalk(JobContext context) {
        this.context = context;
        this.commands = new CommandWalk(context, this);
    }

    /** Reads a script and what it starts. */
    void run(String text, Dialect dialect, Scene scene) {
        if (scene.via().size() > DEEPEST || context.spent() || text.isBlank()) {
            return;
        }
        Script script = context.script(text, dialect);
        Map<Integer, List<String>> folders = new HashMap<>();
        folders.put(0, scene.folders());
        for (Command command : script.commands()) {
            if (context.exhausted()) {
                return;
            }
            List<String> folder = folderOf(command.scope(), script, folders);
            Scene here = scene.in(folder);
            List<Arg> words = words(command, here);
            if (words.isEmpty()) {
                for (Command.Assignment assignment : command.assignments()) {
                    assign(assignment, here, command, command.conditional());
                }
                commands.redirected(command, words, here);
                continue;
            }
            switch (words.getFirst().text()) {
                case "cd", "pushd", "Set-Location", "Push-Location", "chdir", "sl" ->
                    folders.put(command.scope(), moved(words, here));
                case "popd", "Pop-Location" -> folders.put(command.scope(), scene.folders());
                case "for" -> loop(words, here);
                case "export", "declare", "typeset", "local", "readonly" -> export(command, words, here);
                case "set", "shopt", "trap", "test", "[", "[[", "exit", "return", "true", "false", ":", "unset" -> {}
                default -> {
                    Scene with = here;
                    if (!command.assignments().isEmpty()) {
                        Variables variables = new Variables(here.variables());
                        with = here.with(variables);
                        for (Command.Assignment assignment : command.assignments()) {
                            assign(assignment, with, command, false);
                        }
                        words = words(command, with);
                    }
                    commands.redirected(command, words, with);
                    commands.run(CommandLine.of(words, with, command));
                }
            }
        }
    }

    private static List<String> folderOf(int scope, Script script, Map<Integer, List<String>> folders) {
        List<String> known = folders.get(scope);
        if (known == null) {
            int parent = script.scopes().get(scope);
            known = parent == scope ? List.of() : folderOf(parent, script, folders);
            folders.put(scope, known);
        }
        return known;
    }

    private static List<String> moved(List<Arg> words, Scene scene) {
        String target = "";
        for (Arg word : words.subList(1, words.size())) {
            if (!word.text().startsWith("-") || word.text().equals("-")) {
                target = word.text();
            }
        }
        if (target.isEmpty() || target.equals("-")) {
            return List.of();
        }
        List<String> folders = new ArrayList<>();
        for (String one : expanded(target, scene.variables())) {
            String path = RepositoryFiles.resolve(scene.folder(), one.replace('\\', '/'));
            if (path != null) {
                folders.add(path);
            }
        }
        return folders;
    }

    private static void loop(List<Arg> words, Scene scene) {
        if (words.size() > 3 && words.get(2).text().equals("in")) {
            List<String> values = new ArrayList<>();
            for (Arg word : words.subList(3, words.size())) {
                for (String one : word.text().split("\\s+")) {
                    values.add(one);
                }
            }
            scene.variables().loop(words.get(1).text(), values);
        }
    }

    private void export(Command command, List<Arg> words, Scene scene) {
        for (int i = 1; i < words.size(); i++) {
            Arg word = words.get(i);
            int equals = word.text().indexOf('=');
            if (equals > 0) {
                put(
                        scene,
                        word.text().substring(0, equals),
                        word.text().substring(equals + 1),
                        command,
                        command.conditional());
            }
        }
    }

    private void assign(Command.Assignment assignment, Scene scene, Command command, boolean conditional) {
        if (!assignment.name().endsWith("+")) {
            put(scene, assignment.name(), text(assignment.value(), scene, assignment.name()), command, conditional);
        }
    }

    private static void put(Scene scene, String name, String value, Command command, boolean conditional) {
        Variables.Value before = scene.variables().get(name);
        if (conditional && before != null) {
            String both = before.text().equals(value) ? value : before.text() + " " + value;
            scene.variables().put(name, new Variables.Value(both, value, before.place(), before.kind(), false));
        } else {
            Place place = scene.places().place(command.start(), command.end());
            scene.variables().put(name, new Variables.Value(value, place, TokenUse.Kind.STEP_ENV, !conditional));
        }
    }

    /** The words of a command with what is known filled in; a variable that holds several words gives several. */
    private static List<Arg> words(Command command, Scene scene) {
        List<Arg> words = new ArrayList<>();
        for (Word word : command.words()) {
            String text = words.isEmpty() ? program(word, scene) : text(word, scene);
            boolean open = word.parts().size() == 1
                    && !(word.parts().getFirst() instanceof Word.Text)
                    && !(word.parts().getFirst() instanceof Word.Output);
            if (open
                    && !text.contains("${{")
                    && (text.isBlank() || text.strip().contains(" ") || text.contains("\n"))) {
                for (String one : text.strip().split("\\s+")) {
                    if (!one.isEmpty()) {
                        words.add(new Arg(one, word.start(), word.end()));
                    }
                }
            } else {
                words.add(new Arg(text, word.start(), word.end()));
            }
        }
        return words;
    }

    /** A command that a variable holds: where a branch may have added to it, with what was added last. */
    private static String program(Word word, Scene scene) {
        if (word.parts().size() == 1 && word.parts().getFirst() instanceof Word.Variable(String name, String _)) {
            Variables.Value value = scene.variables().get(name);
            if (value != null && !value.certain()) {
                return latest(value);
            }
        }
        return text(word, scene);
    }

    /** The latest value of a variable that a text is, the text itself where it is none. */
    static String latest(String text, Variables variables) {
        Matcher m = VARIABLE.matcher(text);
        Variables.Value value = m.matches() ? variables.get(m.group(1)) : null;
        return value == null ? text : latest(value);
    }

    /** The last value, without the flags by which a branch turns an upload off: it may have been another branch. */
    private static String latest(Variables.Value value) {
        return value.certain() ? value.text() : value.written().replaceAll("\\s--(skip|dry|no|preview)[\\w-]*", "");
    }

    /** A word with what is known filled in. */
    static String text(Word word, Scene scene) {
        return text(word, scene, "");
    }

    /** @param own the variable to which the word is assigned, which may occur in it */
    private static String text(Word word, Scene scene, String own) {
        StringBuilder text = new StringBuilder();
        for (Word.Part part : word.parts()) {
            switch (part) {
                case Word.Text(String plain) -> text.append(plain);
                case Word.Expression(String body) ->
                    text.append(scene.bindings().value(body));
                case Word.Output(String script) ->
                    text.append("$(").append(script).append(')');
                case Word.Variable(String name, String fallback) ->
                    text.append(variable(name, fallback, scene, name.equals(own)));
            }
        }
        return text.toString();
    }

    private static String variable(String name, String fallback, Scene scene, boolean appending) {
        Variables.Value value = scene.variables().get(name);
        if (value != null && !value.certain() && appending && value.written().length() < 2_000) {
            return value.written();
        }
        if (value != null && value.certain() && !(value.text().isEmpty() && !fallback.isEmpty())) {
            return value.text();
        }
        if (value == null && !fallback.isEmpty() && !fallback.startsWith("$")) {
            return scene.bindings().fill(fallback);
        }
        return "${" + name + "}";
    }

    /** The texts that a text with a loop's variable in it becomes; the text itself where there is none. */
    static List<String> expanded(String text, Variables variables) {
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            List<String> values = variables.loop(m.group(1));
            if (!values.isEmpty()) {
                List<String> all = new ArrayList<>();
                for (String value : values) {
                    all.add(text.replace(m.group(), value));
                }
                return all;
            }
        }
        return List.of(text);
    }
}
