package dev.tokenless.publish;

import dev.tokenless.publish.Use.Arg;
import dev.tokenless.publish.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command as a program is started by it.
 *
 * @param written the program as it is written, empty where there is no word
 * @param words its words, the program's plain name in front: without folder, ending and toolchain
 * @param texts the same words without their places
 * @param command the command of the script, which may start others
 * @param version the version of the program that is asked for, null where none is
 * @param depth how many programs started one another up to this one
 */
record CommandLine(
        String written,
        List<Arg> words,
        List<String> texts,
        Scene scene,
        Command command,
        @Nullable String version,
        int depth) {
    private static final Pattern FOLDER_VARIABLE = Pattern.compile("^\\$\\{\\w+}/?(?=[A-Za-z])");
    private static final Pattern ENDING = Pattern.compile("\\.(exe|cmd|bat|ps1)$");
    private static final Pattern NUMBERED_PYTHON = Pattern.compile("^(python|pypy)[\\d.]+$");

    /** A command of a script. */
    static CommandLine of(List<Arg> given, Scene scene, Command command) {
        return of(given, scene, command, null, 0);
    }

    private static CommandLine of(List<Arg> given, Scene scene, Command command, @Nullable String version, int depth) {
        List<Arg> words = named(given);
        return new CommandLine(
                given.isEmpty() ? "" : given.getFirst().text(),
                words,
                words.stream().map(Arg::text).toList(),
                scene,
                command,
                version,
                depth);
    }

    /** The program that this one starts. */
    CommandLine starting(List<Arg> given, Scene where, @Nullable String asked) {
        return of(given, where, command, asked, depth + 1);
    }

    /** The program's plain name. */
    String program() {
        return texts.getFirst();
    }

    /** The words from a position on. */
    List<Arg> from(int at) {
        return words.subList(at, words.size());
    }

    /** The words with the program's plain name in front: without folder, ending and toolchain. */
    static List<Arg> named(List<Arg> given) {
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

    /**
     * The position behind the words of a launcher or runner, flags between them passed.
     *
     * @param values the flags that take the next word
     * @return -1 where the words are others
     */
    int behind(List<String> known, Set<String> values) {
        int at = 1;
        for (int i = 1; i < known.size(); i++) {
            while (at < texts.size()
                    && texts.get(at).startsWith("-")
                    && !texts.get(at).equals(known.get(i))) {
                at += values.contains(texts.get(at)) ? 2 : 1;
            }
            if (at >= texts.size() || !texts.get(at).equals(known.get(i))) {
                return -1;
            }
            at++;
        }
        return at;
    }
}
