package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Launcher;
import dev.tokenless.publish.catalogue.Runner;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.publish.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what one command is: an upload, a program that starts another one, a task of the repository, a setting. */
final class CommandWalk {
    private static final int MOST_WRAPPERS = 12;

    /** First arguments of programs that look and change nothing. */
    private static final Pattern LOOKS = Pattern.compile(
            "(?:--)?(?:discover|list|plan|check|verify|validate|status|info|help|dry-run|test|lint|version)");

    private static final Pattern FOLDER_VARIABLE = Pattern.compile("^\\$\\{\\w+}/?(?=[A-Za-z])");
    private static final Pattern ENDING = Pattern.compile("\\.(exe|cmd|bat|ps1)$");
    private static final Pattern NUMBERED_PYTHON = Pattern.compile("^(python|pypy)[\\d.]+$");

    private final JobContext context;
    private final ScriptWalk scripts;
    private final ConfigurationCommands configuration;

    CommandWalk(JobContext context, ScriptWalk scripts) {
        this.context = context;
        this.scripts = scripts;
        this.configuration = new ConfigurationCommands(context);
    }

    /** Looks at where a command's output goes: a credential file may be written. */
    void redirected(Command command, List<Arg> words, Scene scene) {
        configuration.redirected(command, words, scene);
    }

    void run(List<Arg> words, Scene scene, Command command) {
        run(words, scene, command, null, 0);
    }

    private void run(List<Arg> given, Scene scene, Command command, @Nullable String version, int depth) {
        List<Arg> words = named(given);
        if (words.isEmpty() || depth > MOST_WRAPPERS || context.exhausted()) {
            return;
        }
        List<String> texts = words.stream().map(Arg::text).toList();
        if (configuration.read(words, scene, command)) {
            return;
        }
        Optional<Catalogue.Match> match = context.catalogue.command(texts);
        if (match.isPresent()) {
            context.reader.upload(
                    new Use(match.get().tool(), match.get().arguments(), words, Map.of(), version, scene), scripts);
            return;
        }
        for (Launcher launcher : context.catalogue.launchers(texts.getFirst())) {
            if (launched(launcher, words, texts, scene, command, depth)) {
                return;
            }
        }
        for (Runner runner : context.catalogue.runners(texts.getFirst())) {
            if (task(runner, words, texts, scene, command, depth)) {
                return;
            }
        }
        file(given.getFirst().text(), words, scene);
    }

    /** The words with the program's plain name in front: without folder, ending and toolchain. */
    private static List<Arg> named(List<Arg> given) {
        if (given.isEmpty()) {
            return given;
        }
        List<Arg> words = new ArrayList<>(given);
        Arg first = words.getFirst();
        String program = first.text().replace('\\', '/');
        // A variable in front of the name is a folder that nobody knows.
        if (program.startsWith("${")) {
            program = FOLDER_VARIABLE.matcher(program).replaceAll("");
        }
        boolean unknown = program.startsWith("${") || program.startsWith("$(");
        if (unknown && words.size() > 2 && words.get(1).text().equals("-m")) {
            program = "python";
        }
        if (!program.startsWith("@") && !program.endsWith("/") && !unknown) {
            program = program.substring(program.lastIndexOf('/') + 1);
        }
        if (program.indexOf('.') >= 0) {
            program = ENDING.matcher(program).replaceAll("");
        }
        if (program.startsWith("py")) {
            program = NUMBERED_PYTHON.matcher(program).replaceAll("$1");
        }
        // The short names under which pnpm 11 comes too.
        program = program.equals("pn") ? "pnpm" : program.equals("pnx") ? "pnpx" : program;
        words.set(0, new Arg(program, first.start(), first.end()));
        if (program.equals("cargo") && words.size() > 1 && words.get(1).text().startsWith("+")) {
            words.remove(1);
        }
        if (program.equals("python") || program.equals("py")) {
            setupScript(words);
        }
        return words;
    }

    /** {@code python setup.py upload} is the program setup.py. */
    private static void setupScript(List<Arg> words) {
        int at = 1;
        while (at < words.size()
                && words.get(at).text().startsWith("-")
                && !words.get(at).text().equals("-m")) {
            at++;
        }
        if (at < words.size() && words.get(at).text().endsWith("setup.py")) {
            Arg script = words.get(at);
            List<Arg> rest = new ArrayList<>(words.subList(at + 1, words.size()));
            words.clear();
            words.add(new Arg("setup.py", script.start(), script.end()));
            words.addAll(rest);
        }
    }

    private boolean launched(
            Launcher launcher, List<Arg> words, List<String> texts, Scene scene, Command command, int depth) {
        int at = behind(launcher.words(), texts, launcher.values());
        if (at < 0) {
            return false;
        }
        if (launcher.is("none")) {
            return true;
        }
        if (launcher.is("eval")) {
            StringBuilder line = new StringBuilder();
            for (String text : texts.subList(at, texts.size())) {
                line.append(ScriptWalk.latest(text, scene.variables())).append(' ');
            }
            scripts.run(line.toString(), Dialect.POSIX, via(scene, "eval"));
            return true;
        }
        if (launcher.is("shell")) {
            shell(words, texts, at, scene, command);
            return true;
        }
        if (launcher.is("container")) {
            contained(words, texts, at, scene, command, depth);
            return true;
        }
        Variables variables = new Variables(scene.variables());
        Scene inner = scene.with(variables);
        String version = null;
        while (at < texts.size()) {
            String text = texts.get(at);
            int equals = text.indexOf('=');
            if (launcher.after().contains(text)) {
                at++;
                break;
            }
            if (text.equals("--")) {
                at++;
                break;
            }
            String flag = text.startsWith("-") && equals > 0 ? text.substring(0, equals) : text;
            if (launcher.script().contains(flag)) {
                String script = equals > 0 && text.startsWith("-")
                        ? text.substring(equals + 1)
                        : at + 1 < texts.size() ? texts.get(at + 1) : "";
                scripts.run(script, Dialect.POSIX, via(scene, texts.getFirst()));
                return true;
            }
            if (text.startsWith("-") && text.length() > 1) {
                boolean takesNext = equals < 0
                        && (launcher.values().contains(text)
                                || launcher.packages().contains(text));
                if (launcher.packages().contains(flag)) {
                    String pack =
                            equals > 0 ? text.substring(equals + 1) : at + 1 < texts.size() ? texts.get(at + 1) : "";
                    version = version == null ? versionOf(pack) : version;
                }
                if (launcher.is("module") && text.equals("-m")) {
                    takesNext = false;
                }
                at += takesNext ? 2 : 1;
            } else if (launcher.is("assignments")
                    && equals > 0
                    && text.substring(0, equals).matches("[A-Za-z_]\\w*")) {
                variables.put(
                        text.substring(0, equals),
                        new Variables.Value(
                                text.substring(equals + 1),
                                scene.places()
                                        .place(
                                                words.get(at).start(),
                                                words.get(at).end()),
                                TokenUse.Kind.STEP_ENV,
                                true));
                at++;
            } else if (!launcher.after().isEmpty()) {
                at++;
            } else {
                break;
            }
        }
        at += launcher.skip();
        if (at >= words.size()) {
            return true;
        }
        List<Arg> rest = new ArrayList<>(words.subList(at, words.size()));
        if (launcher.is("versioned")) {
            String plain = withoutVersion(rest.getFirst().text());
            version = version == null ? versionOf(rest.getFirst().text()) : version;
            rest.set(0, new Arg(plain, rest.getFirst().start(), rest.getFirst().end()));
        }
        if (launcher.becomes() != null) {
            List<String> becomes = List.of(launcher.becomes().split(" "));
            for (int i = becomes.size() - 1; i >= 0; i--) {
                rest.addFirst(new Arg(
                        becomes.get(i),
                        words.getFirst().start(),
                        words.getFirst().end()));
            }
        }
        run(rest, inner, command, version, depth + 1);
        return true;
    }

    /**
     * The position behind the words of a launcher or runner, flags between them passed.
     *
     * @return -1 where the words are others
     */
    private static int behind(List<String> words, List<String> texts, Set<String> values) {
        int at = 1;
        for (int i = 1; i < words.size(); i++) {
            while (at < texts.size()
                    && texts.get(at).startsWith("-")
                    && !texts.get(at).equals(words.get(i))) {
                at += values.contains(texts.get(at)) ? 2 : 1;
            }
            if (at >= texts.size() || !texts.get(at).equals(words.get(i))) {
                return -1;
            }
            at++;
        }
        return at;
    }

    static String withoutVersion(String name) {
        int at = versionMark(name);
        int equals = name.indexOf("==");
        String plain = at > 0 ? name.substring(0, at) : equals > 0 ? name.substring(0, equals) : name;
        int bracket = plain.indexOf('[');
        return bracket > 0 ? plain.substring(0, bracket) : plain.replaceAll("[<>~!=].*$", "");
    }

    /** The position of the {@code @} before a version; the one that begins a scope is none. */
    private static int versionMark(String name) {
        int at = name.lastIndexOf('@');
        return at > name.lastIndexOf('/') + 1 || (at > 0 && !name.contains("/")) ? at : -1;
    }

    static @Nullable String versionOf(String name) {
        int at = versionMark(name);
        int equals = name.indexOf("==");
        if (at > 0) {
            return name.substring(at + 1);
        }
        return equals > 0 ? name.substring(equals + 2) : null;
    }

    private void shell(List<Arg> words, List<String> texts, int from, Scene scene, Command command) {
        for (int i = from; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.startsWith("-") && !text.startsWith("--") && text.indexOf('c') > 0 && i + 1 < texts.size()) {
                scripts.run(texts.get(i + 1), Dialect.POSIX, via(scene, texts.getFirst()));
                return;
            }
            if (text.equals("-o") || text.equals("-O") || text.equals("--rcfile")) {
                i++;
            } else if (!text.startsWith("-") && !text.startsWith("+")) {
                file(text, words.subList(i, words.size()), scene);
                return;
            }
        }
        for (Command.Redirect redirect : command.redirects()) {
            if (redirect.body() != null) {
                scripts.run(ScriptWalk.text(redirect.body(), scene), Dialect.POSIX, via(scene, texts.getFirst()));
            }
        }
    }

    /** The command that a container runs: the first word behind the image from which an upload can be read. */
    private void contained(List<Arg> words, List<String> texts, int from, Scene scene, Command command, int depth) {
        for (int i = from; i < texts.size(); i++) {
            List<Arg> rest = named(words.subList(i, words.size()));
            List<String> inner = rest.stream().map(Arg::text).toList();
            boolean known = context.catalogue.command(inner).isPresent()
                    || context.catalogue.launchers(inner.getFirst()).stream().anyMatch(l -> l.is("shell"));
            if (known) {
                run(rest, scene.contained(), command, null, depth + 1);
                return;
            }
        }
    }

    private boolean task(Runner runner, List<Arg> words, List<String> texts, Scene scene, Command command, int depth) {
        int at = behind(runner.words(), texts, runner.valueFlags());
        if (at < 0 || runner.kind().equals("none")) {
            return at >= 0;
        }
        Arguments arguments = Arguments.read(texts, at, runner.valueFlags());
        if (runner.kind().equals("shell-file") || runner.kind().equals("script-file")) {
            if (!arguments.plain().isEmpty()) {
                int first = arguments.plain().getFirst().index();
                List<Arg> rest = named(words.subList(first, words.size()));
                if (context.catalogue
                        .command(rest.stream().map(Arg::text).toList())
                        .isPresent()) {
                    run(rest, scene, command, null, depth + 1);
                    return true;
                }
                file(texts.get(first), words.subList(first, words.size()), scene);
            }
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
            run(new ArrayList<>(words.subList(first, words.size())), scene, command, null, depth + 1);
        }
        return true;
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

    /** A script of the repository that is started by its path. */
    private void file(String written, List<Arg> words, Scene scene) {
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

    private static Scene via(Scene scene, String name) {
        List<String> via = new ArrayList<>(scene.via());
        via.add(name + " #" + via.size());
        return new Scene(
                scene.variables(),
                scene.bindings(),
                scene.folders(),
                ScriptPlaces.at(scene.places().source(), scene.places().place(-1, -1)),
                via,
                scene.inContainer());
    }
}
