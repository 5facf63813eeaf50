package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Runner;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.publish.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows what the repository itself holds to be run: tasks by their names, scripts by their paths. */
final class TaskWalk {
    /** First arguments of programs that look and change nothing. */
    private static final Pattern LOOKS = Pattern.compile(
            "(?:--)?(?:discover|list|plan|check|verify|validate|status|info|help|dry-run|test|lint|version)");

    private final JobContext context;
    private final ScriptWalk scripts;
    private final CommandWalk commands;

    TaskWalk(JobContext context, ScriptWalk scripts, CommandWalk commands) {
        this.context = context;
        this.scripts = scripts;
        this.commands = commands;
    }

    /** Follows the tasks that a runner is asked for; answers whether the command is one of the runner. */
    boolean follow(Runner runner, CommandLine line) {
        int at = line.behind(runner.words(), runner.valueFlags());
        if (at < 0 || runner.kind().equals("none")) {
            return at >= 0;
        }
        List<String> texts = line.texts();
        Scene scene = line.scene();
        Arguments arguments = Arguments.read(texts, at, runner.valueFlags());
        if (runner.kind().equals("shell-file") || runner.kind().equals("script-file")) {
            scriptFile(line, arguments);
            return true;
        }
        List<String> names = names(runner, arguments, texts, scene);
        String folder = scene.folder();
        for (String moved : arguments.values(runner.folder())) {
            String path = RepositoryFiles.resolve(folder, moved);
            folder = path == null ? folder : path;
        }
        String file = arguments.values(runner.file()).stream().findFirst().orElse(null);
        if (!runner.builtin().isEmpty() && !names.isEmpty() && runner.builtin().contains(names.getFirst())) {
            return true;
        }
        boolean found = false;
        String rest = runner.kind().equals("package-script") && !runner.is("several") && !runner.is("every")
                ? handedOn(arguments, texts)
                : "";
        for (String name : names) {
            for (String home : homes(runner, arguments, folder)) {
                found |= follow(runner.kind(), home, file, name, rest, scene);
            }
        }
        if (!found && runner.is("orBinary") && !arguments.plain().isEmpty()) {
            int first = arguments.plain().getFirst().index();
            commands.run(line.starting(line.from(first), scene, null));
        }
        return true;
    }

    /** The file that a program is given to run, or an upload by a tool that is started in its place. */
    private void scriptFile(CommandLine line, Arguments arguments) {
        if (arguments.plain().isEmpty()) {
            return;
        }
        int first = arguments.plain().getFirst().index();
        List<Arg> rest = CommandLine.named(line.from(first));
        if (context.catalogue.command(rest.stream().map(Arg::text).toList()).isPresent()) {
            commands.run(line.starting(rest, line.scene(), null));
        } else {
            file(line.texts().get(first), line.from(first), line.scene());
        }
    }

    private List<String> names(Runner runner, Arguments arguments, List<String> texts, Scene scene) {
        List<String> names = new ArrayList<>();
        if (!runner.targets().isEmpty()) {
            arguments.values(runner.targets()).forEach(v -> names.addAll(List.of(v.split("[,\\s]+"))));
            Variables.Value variable =
                    runner.environment() == null ? null : scene.variables().get(runner.environment());
            if (names.isEmpty() && variable != null) {
                names.addAll(List.of(variable.text().split(",")));
            }
            return names;
        }
        if (runner.is("self")) {
            return List.of(texts.get(1));
        }
        for (Arguments.Plain plain : arguments.plain()) {
            String name = plain.text().startsWith("npm:") ? plain.text().substring(4) : plain.text();
            if (name.contains("*")) {
                names.addAll(context.tasks.scriptNames(scene.folder(), name));
            } else if (!name.contains("=")) {
                names.add(name);
            }
            if (!runner.is("several") && !runner.is("every")) {
                break;
            }
        }
        if (names.isEmpty() && !runner.kind().equals("package-script")) {
            names.add("");
        }
        return names;
    }

    /** The folders in which a task is looked for: one, or each package's where the call means several. */
    private List<String> homes(Runner runner, Arguments arguments, String folder) {
        List<String> asked = arguments.values(runner.packages());
        boolean every = runner.is("every") || arguments.has(runner.workspaces());
        if (!every && asked.isEmpty()) {
            return List.of(folder);
        }
        List<String> homes = new ArrayList<>();
        context.project.packages().stream()
                .filter(p -> p.manifest().endsWith("package.json"))
                .filter(p -> asked.isEmpty() || asked.stream().anyMatch(a -> names(a, p.name(), p.folder())))
                .limit(100)
                .forEach(p -> homes.add(p.folder()));
        return homes.isEmpty() ? List.of(folder) : homes;
    }

    private static boolean names(String asked, String name, String folder) {
        String plain = asked.replaceAll("^\\./", "").replaceAll("[.^]+$|^[.^]+", "");
        return plain.equals(name) || plain.equals(folder) || name.endsWith("/" + plain) || plain.contains("*");
    }

    /** What a call hands on to the script: everything behind its name. */
    private static String handedOn(Arguments arguments, List<String> texts) {
        if (arguments.plain().isEmpty()) {
            return "";
        }
        StringBuilder rest = new StringBuilder();
        for (int i = arguments.plain().getFirst().index() + 1; i < texts.size(); i++) {
            String word = texts.get(i);
            if (!word.equals("--")) {
                rest.append(' ')
                        .append(word.matches("[^\\s\"';|&<>()]+") ? word : "'" + word.replace("'", "'\\''") + "'");
            }
        }
        return rest.toString();
    }

    private boolean follow(String kind, String folder, @Nullable String file, String name, String rest, Scene scene) {
        List<Task> tasks = context.tasks.find(kind, folder, file, name);
        for (Task task : tasks) {
            if (scene.via().contains(task.name())) {
                continue;
            }
            follow(task.name().endsWith(": " + name) ? task.with(rest) : task, scene);
        }
        return !tasks.isEmpty();
    }

    private void follow(Task task, Scene scene) {
        if (ConfigurationCommands.mints(task.source().text())) {
            context.trail.mintsByHand = true;
        }
        Variables variables = new Variables(scene.variables());
        ScriptPlaces places = task.whole()
                ? ScriptPlaces.of(task.source())
                : ScriptPlaces.at(task.source(), task.source().place(0, 0));
        task.env()
                .forEach((k, v) -> variables.put(
                        k, new Variables.Value(v, task.source().place(0, 0), TokenUse.Kind.CONFIG_FILE, true)));
        List<String> via = new ArrayList<>(scene.via());
        via.add(task.name());
        scripts.run(
                task.script(),
                Dialect.POSIX,
                new Scene(variables, scene.bindings(), List.of(task.folder()), places, via, scene.inContainer()));
    }

    /**
     * A script of the repository that is started by its path.
     *
     * @param words the path and what is handed to the script
     */
    void file(String written, List<Arg> words, Scene scene) {
        if (!written.contains("/") && !written.contains(".")) {
            return;
        }
        String path = RepositoryFiles.resolve(scene.folder(), written.replace('\\', '/'));
        if (path == null || path.isEmpty() || scene.via().contains(path)) {
            return;
        }
        Optional<Task> script = context.tasks.script(path, scene.folder());
        boolean looksOnly = script.isPresent()
                && !script.get().whole()
                && words.size() > 1
                && LOOKS.matcher(words.get(1).text()).matches();
        if (script.isEmpty() || looksOnly) {
            return;
        }
        Variables variables = new Variables(scene.variables());
        for (int i = 1; i < Math.min(words.size(), 10); i++) {
            variables.put(
                    Integer.toString(i),
                    new Variables.Value(
                            words.get(i).text(),
                            scene.places()
                                    .place(words.get(i).start(), words.get(i).end()),
                            TokenUse.Kind.FLAG,
                            true));
        }
        follow(script.get(), scene.with(variables));
    }
}
