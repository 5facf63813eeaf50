package dev.tokenless.publish.catalogue;

import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of publishing tools.
 *
 * @param commands tools by their program's name
 * @param actions tools by the action's name in small letters
 * @param launchers by their program's name
 * @param runners by their program's name
 */
public record Catalogue(
        Map<String, Ecosystem> ecosystems,
        List<Host> hosts,
        Map<String, List<Tool>> commands,
        Map<String, Tool> actions,
        Map<String, CredentialsAction> credentials,
        Map<String, CalledWorkflow> workflows,
        Map<String, List<Launcher>> launchers,
        Map<String, List<Runner>> runners) {

    /** A host of indexes; its sub-domains belong to it unless one has its own entry. */
    public record Host(String host, RegistryId registry) {}

    /** A command that was recognised. */
    public record Match(Tool tool, Arguments arguments, int used) {}

    /** The catalogue that comes with the program. */
    public static Catalogue builtIn() {
        return Holder.BUILT_IN;
    }

    private static final class Holder {
        static final Catalogue BUILT_IN = CatalogueFile.read();
    }

    /**
     * The uploading command that these words are.
     *
     * @param words the program without folder and version, then its arguments
     */
    public Optional<Match> command(List<String> words) {
        Match best = null;
        for (Tool tool : commands.getOrDefault(words.getFirst(), List.of())) {
            Arguments arguments = null;
            for (List<String> spelling : tool.words()) {
                List<String> rest = spelling.subList(1, spelling.size());
                // To tell flags from arguments costs more than to see that a word is nowhere.
                if (!spelling.getFirst().equals(words.getFirst()) || !words.containsAll(rest)) {
                    continue;
                }
                if (arguments == null) {
                    arguments = Arguments.read(words, 1, tool.valueFlags());
                }
                if (matches(tool, arguments, rest) && (best == null || spelling.size() > best.used())) {
                    best = new Match(tool, arguments, spelling.size());
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean matches(Tool tool, Arguments arguments, List<String> rest) {
        if (tool.is("anywhere")) {
            return rest.stream()
                    .allMatch(word ->
                            arguments.plain().stream().anyMatch(p -> p.text().equals(word)));
        }
        if (!arguments.begins(rest)) {
            return false;
        }
        if (arguments.plain().size() == rest.size()) {
            return true;
        }
        String next = arguments.plain().get(rest.size()).text();
        return !tool.is("exact") && !tool.notFollowedBy().contains(next);
    }

    /** The uploading action of this name, written as in {@code uses} without its version. */
    public Optional<Tool> action(String name) {
        return Optional.ofNullable(actions.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The action of this name that exchanges an identity. */
    public Optional<CredentialsAction> credentials(String name) {
        return Optional.ofNullable(credentials.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The well-known reusable workflow of this name, without its version. */
    public Optional<CalledWorkflow> workflow(String name) {
        return Optional.ofNullable(workflows.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The ecosystem with this id; an unknown one is a mistake in the catalogue. */
    public Ecosystem ecosystem(String id) {
        Ecosystem found = ecosystems.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no ecosystem " + id);
        }
        return found;
    }

    /** The registry behind an address, {@code private} where the host is not known; null where it is no address. */
    public @Nullable RegistryId registryAt(String address) {
        String host = host(address);
        if (host == null) {
            return null;
        }
        Host best = null;
        for (Host candidate : hosts) {
            if ((host.equals(candidate.host()) || host.endsWith("." + candidate.host()))
                    && (best == null || candidate.host().length() > best.host().length())) {
                best = candidate;
            }
        }
        return best == null ? RegistryId.PRIVATE : best.registry();
    }

    private static @Nullable String host(String address) {
        String text = address.strip();
        for (String scheme : List.of("sparse+", "registry+")) {
            text = text.startsWith(scheme) ? text.substring(scheme.length()) : text;
        }
        int start = text.indexOf("//");
        if (start < 0 && !text.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:\\d+)?(/.*)?")) {
            return null;
        }
        String rest = start < 0 ? text : text.substring(start + 2);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return host.toLowerCase(Locale.ROOT);
    }

    /** The registry that an index is, given by address or by name; null where neither is known. */
    public @Nullable RegistryId index(Ecosystem ecosystem, String written) {
        RegistryId at = registryAt(written);
        if (at != null) {
            return at;
        }
        String named = ecosystem.names().get(written.strip().toLowerCase(Locale.ROOT));
        return named == null ? null : new RegistryId(named);
    }

    /** The launcher that these words begin with, the one with most words first. */
    public List<Launcher> launchers(String program) {
        return launchers.getOrDefault(program, List.of());
    }

    /** The runners of a program, those with most words first. */
    public List<Runner> runners(String program) {
        return runners.getOrDefault(program, List.of());
    }

    /** The ecosystems of which a secret's name speaks. */
    public List<Ecosystem> ecosystemsOfSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
        List<Ecosystem> found = new ArrayList<>();
        for (Ecosystem ecosystem : ecosystems.values()) {
            if (ecosystem.secrets().stream().anyMatch(upper::contains)) {
                found.add(ecosystem);
            }
        }
        return found;
    }
}
