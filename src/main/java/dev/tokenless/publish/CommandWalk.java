package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Launcher;
import dev.tokenless.publish.catalogue.Runner;
import dev.tokenless.publish.shell.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what one command is: a setting, an upload, a program that starts another one, a task of the repository. */
final class CommandWalk {
    private static final int MOST_WRAPPERS = 12;

    private final JobContext context;
    private final ScriptWalk scripts;
    private final ConfigurationCommands configuration;
    private final TaskWalk tasks;
    private final LauncherWalk launchers;

    CommandWalk(JobContext context, ScriptWalk scripts) {
        this.context = context;
        this.scripts = scripts;
        this.configuration = new ConfigurationCommands(context);
        this.tasks = new TaskWalk(context, scripts, this);
        this.launchers = new LauncherWalk(context, scripts, this, tasks);
    }

    /** Looks at where a command's output goes: a credential file may be written. */
    void redirected(Command command, List<Arg> words, Scene scene) {
        configuration.redirected(command, words, scene);
    }

    /** Follows a command, through the programs that start one another, to what it uploads. */
    void run(CommandLine line) {
        if (line.words().isEmpty() || line.depth() > MOST_WRAPPERS || context.exhausted()) {
            return;
        }
        if (configuration.read(line.words(), line.scene(), line.command())) {
            return;
        }
        Optional<Catalogue.Match> match = context.catalogue.command(line.texts());
        if (match.isPresent()) {
            context.reader.upload(
                    new Use(
                            match.get().tool(),
                            match.get().arguments(),
                            line.words(),
                            Map.of(),
                            line.version(),
                            line.scene()),
                    scripts);
            return;
        }
        for (Launcher launcher : context.catalogue.launchers(line.program())) {
            if (launchers.follow(launcher, line)) {
                return;
            }
        }
        for (Runner runner : context.catalogue.runners(line.program())) {
            if (tasks.follow(runner, line)) {
                return;
            }
        }
        tasks.file(line.written(), line.words(), line.scene());
    }
}
