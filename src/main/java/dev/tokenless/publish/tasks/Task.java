package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.Map;

/**
 * A task as commands.
 *
 * @param name how it is named to the user, for example {@code package.json: release}
 * @param script its commands in the language of a POSIX shell
 * @param source the file that defines it
 * @param whole whether the script is that file, so that places in it are exact
 * @param folder the folder it runs in, from the repository's root
 * @param env variables that the definition sets
 */
public record Task(
        String name, String script, SourceText source, boolean whole, String folder, Map<String, String> env) {
    public Task {
        env = Map.copyOf(env);
    }

    /** The same with arguments behind its last command. */
    public Task with(String arguments) {
        return arguments.isEmpty()
                ? this
                : new Task(name, script.stripTrailing() + arguments, source, false, folder, env);
    }

    static Task of(String name, String script, SourceText source, String folder) {
        return new Task(name, script, source, false, folder, Map.of());
    }
}
