package dev.tokenless.fix;

import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.publish.shell.Word;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which commands upload, behind whatever launcher they stand. */
final class UploadCommand {
    private UploadCommand() {}

    /** The uploading tool that a command is; a rehearsal is none. */
    static Optional<Tool> tool(Command command) {
        List<String> words = new ArrayList<>();
        for (Word word : command.words()) {
            words.add(word.shown());
        }
        if (!words.isEmpty()
                && (words.getFirst().equals("echo") || words.getFirst().equals("printf"))) {
            return Optional.empty();
        }
        for (int i = 0; i < words.size(); i++) {
            List<String> rest = new ArrayList<>(words.subList(i, words.size()));
            rest.set(0, program(rest.getFirst()));
            Optional<Catalogue.Match> match = Catalogue.builtIn().command(rest);
            if (match.isPresent() && goesElsewhere(match.get())) {
                return Optional.empty();
            }
            if (match.isPresent()
                    && !match.get().arguments().has(match.get().tool().dry())
                    && !match.get().arguments().has(match.get().tool().off())) {
                return Optional.of(match.get().tool());
            }
        }
        return Optional.empty();
    }

    /** Whether the command names an index that is not one of the public registries. */
    private static boolean goesElsewhere(Catalogue.Match match) {
        return match.arguments()
                .flag(Set.copyOf(match.tool().index().flags()))
                .map(f -> f.value())
                .map(v -> Catalogue.builtIn().index(match.tool().ecosystem(), v))
                .filter(r -> r.equals(RegistryId.GITHUB_PACKAGES) || r.equals(RegistryId.PRIVATE))
                .isPresent();
    }

    /** A program's name without its folder and its version. */
    static String program(String word) {
        String name = word.startsWith("@") ? word : word.substring(word.lastIndexOf('/') + 1);
        name = name.replaceFirst("(?<=.)@[^/@]*$", "");
        return name.replaceFirst("(==|~=|>=|<=|\\[).*$", "");
    }

    /** Commands of a tool of this ecosystem. */
    static Predicate<Command> of(String ecosystem) {
        return c -> tool(c).filter(t -> t.ecosystem().id().equals(ecosystem)).isPresent();
    }

    /** Commands of the tool with this name. */
    static Predicate<Command> named(String tool) {
        return c -> tool(c).filter(t -> t.name().equals(tool)).isPresent();
    }
}
