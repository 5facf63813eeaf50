package dev.tokenless.publish.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs a task which a file of the repository defines.
 *
 * @param kind where tasks are defined
 * @param values flags that take a value
 * @param targets flags whose value names the tasks; empty where plain arguments do
 * @param packages flags that name packages of a workspace
 * @param workspaces flags that mean every package of a workspace
 * @param folder flags that change the folder
 * @param file flags that name the file with the tasks
 * @param builtin plain arguments that are sub-commands of the program, never tasks
 * @param environment the variable that names the tasks too, null where there is none
 * @param traits further properties, by the catalogue's words
 */
public record Runner(
        List<String> words,
        String kind,
        Set<String> values,
        Set<String> targets,
        Set<String> packages,
        Set<String> workspaces,
        Set<String> folder,
        Set<String> file,
        Set<String> builtin,
        @Nullable String environment,
        Set<String> traits) {

    /** Whether the catalogue gives the runner this property. */
    public boolean is(String trait) {
        return traits.contains(trait);
    }

    /** All flags that take a value. */
    public Set<String> valueFlags() {
        java.util.HashSet<String> all = new java.util.HashSet<>(values);
        all.addAll(targets);
        all.addAll(folder);
        all.addAll(file);
        all.addAll(packages);
        return all;
    }
}
