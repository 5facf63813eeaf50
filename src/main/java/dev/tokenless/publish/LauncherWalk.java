package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.catalogue.Launcher;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Dialect;
import java.util.ArrayList;
import java.util.List;

/** Follows programs that start another one: with words of their own, by a script, in a shell or in a container. */
final class LauncherWalk {
    private final JobContext context;
    private final ScriptWalk scripts;
    private final CommandWalk commands;
    private final TaskWalk tasks;

    LauncherWalk(JobContext context, ScriptWalk scripts, CommandWalk commands, TaskWalk tasks) {
        this.context = context;
        this.scripts = scripts;
        this.commands = commands;
        this.tasks = tasks;
    }

    /** Follows a launcher; answers whether the command is one of it. */
    boolean follow(Launcher launcher, CommandLine line) {
        int at = line.behind(launcher.words(), launcher.values());
        if (at < 0) {
            return false;
        }
        if (launcher.is("none")) {
            return true;
        }
        if (launcher.is("eval")) {
            StringBuilder script = new StringBuilder();
            for (Arg word : line.from(at)) {
                script.append(ScriptWalk.latest(word.text(), line.scene().variables()))
                        .append(' ');
            }
            scripts.run(script.toString(), Dialect.POSIX, via(line.scene(), "eval"));
            return true;
        }
        if (launcher.is("shell")) {
            shell(line, at);
            return true;
        }
        if (launcher.is("container")) {
            contained(line, at);
            return true;
        }
        List<Arg> words = line.words();
        List<String> texts = line.texts();
        Scene scene = line.scene();
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
                    version = version == null ? Requirement.of(pack).version() : version;
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
        List<Arg> rest = new ArrayList<>(line.from(at));
        if (launcher.is("versioned")) {
            Requirement program = Requirement.of(rest.getFirst().text());
            version = version == null ? program.version() : version;
            rest.set(
                    0,
                    new Arg(
                            program.name(),
                            rest.getFirst().start(),
                            rest.getFirst().end()));
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
        commands.run(line.starting(rest, inner, version));
        return true;
    }

    private void shell(CommandLine line, int from) {
        List<String> texts = line.texts();
        Scene scene = line.scene();
        for (int i = from; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.startsWith("-") && !text.startsWith("--") && text.indexOf('c') > 0 && i + 1 < texts.size()) {
                scripts.run(texts.get(i + 1), Dialect.POSIX, via(scene, line.program()));
                return;
            }
            if (text.equals("-o") || text.equals("-O") || text.equals("--rcfile")) {
                i++;
            } else if (!text.startsWith("-") && !text.startsWith("+")) {
                tasks.file(text, line.from(i), scene);
                return;
            }
        }
        for (Command.Redirect redirect : line.command().redirects()) {
            if (redirect.body() != null) {
                scripts.run(ScriptWalk.text(redirect.body(), scene), Dialect.POSIX, via(scene, line.program()));
            }
        }
    }

    /** The command that a container runs: the first word behind the image from which an upload can be read. */
    private void contained(CommandLine line, int from) {
        for (int i = from; i < line.words().size(); i++) {
            List<Arg> rest = CommandLine.named(line.from(i));
            List<String> inner = rest.stream().map(Arg::text).toList();
            boolean known = context.catalogue.command(inner).isPresent()
                    || context.catalogue.launchers(inner.getFirst()).stream().anyMatch(l -> l.is("shell"));
            if (known) {
                commands.run(line.starting(rest, line.scene().contained(), null));
                return;
            }
        }
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
