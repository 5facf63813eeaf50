package dev.tokenless.publish.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenless.repo.RegistryId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's data file. A mistake in it is a bug, found by the first test that runs. */
final class CatalogueFile {
    private static final String RESOURCE = "/dev/tokenless/publish/catalogue.json";

    /** Keys of a launcher, runner or tool that are true or false. */
    private static final List<String> TRAITS = List.of(
            "anywhere",
            "exact",
            "plain",
            "inDocker",
            "onlyWithToken",
            "ignoresEnv",
            "assignments",
            "shell",
            "eval",
            "module",
            "versioned",
            "every",
            "container",
            "none",
            "orBinary",
            "several",
            "self",
            "gitHubOnly");

    private final Map<String, Ecosystem> ecosystems = new LinkedHashMap<>();

    private CatalogueFile() {}

    static Catalogue read() {
        try (InputStream in = CatalogueFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the catalogue of publishing tools is not in the program");
            }
            return new CatalogueFile().catalogue(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Catalogue catalogue(JsonNode root) {
        root.path("ecosystems")
                .properties()
                .forEach(e -> ecosystems.put(e.getKey(), ecosystem(e.getKey(), e.getValue())));
        List<Catalogue.Host> hosts = new ArrayList<>();
        for (JsonNode n : root.path("indexes")) {
            hosts.add(new Catalogue.Host(text(n, "host"), new RegistryId(text(n, "registry"))));
        }
        Map<String, List<Tool>> commands = new LinkedHashMap<>();
        for (JsonNode n : root.path("commands")) {
            Tool tool = tool(n, text(n, "name"));
            Set<String> programs = new LinkedHashSet<>();
            tool.words().forEach(w -> programs.add(w.getFirst()));
            programs.forEach(
                    p -> commands.computeIfAbsent(p, _ -> new ArrayList<>()).add(tool));
        }
        Map<String, Tool> actions = new LinkedHashMap<>();
        for (JsonNode n : root.path("actions")) {
            for (String name : names(n)) {
                Tool tool = tool(n, name);
                actions.put(name.toLowerCase(Locale.ROOT), name.equals(text(n, "name")) ? tool : tool.alias());
            }
        }
        Map<String, CredentialsAction> credentials = new LinkedHashMap<>();
        for (JsonNode n : root.path("credentials")) {
            credentials.put(
                    text(n, "name").toLowerCase(Locale.ROOT),
                    new CredentialsAction(
                            text(n, "name"),
                            of(n),
                            optional(n, "output"),
                            list(n.path("environment")),
                            optional(n, "token"),
                            optional(n, "role")));
        }
        Map<String, CalledWorkflow> workflows = new LinkedHashMap<>();
        for (JsonNode n : root.path("workflows")) {
            Map<String, String> off = new LinkedHashMap<>();
            n.path("off")
                    .properties()
                    .forEach(e -> off.put(e.getKey(), e.getValue().asText()));
            workflows.put(
                    text(n, "name").toLowerCase(Locale.ROOT),
                    new CalledWorkflow(
                            text(n, "name"), text(n, "registry"), list(n.path("tokens")), list(n.path("index")), off));
        }
        return new Catalogue(
                ecosystems, hosts, commands, actions, credentials, workflows, launchers(root), runners(root));
    }

    private static Map<String, List<Launcher>> launchers(JsonNode root) {
        Map<String, List<Launcher>> launchers = new LinkedHashMap<>();
        for (JsonNode n : root.path("launchers")) {
            for (String words : list(n.path("words"))) {
                List<String> split = List.of(words.split(" "));
                launchers
                        .computeIfAbsent(split.getFirst(), _ -> new ArrayList<>())
                        .add(new Launcher(
                                split,
                                set(n.path("values")),
                                set(n.path("after")),
                                set(n.path("script")),
                                set(n.path("package")),
                                n.path("skip").asInt(0),
                                optional(n, "becomes"),
                                traits(n)));
            }
        }
        launchers
                .values()
                .forEach(l ->
                        l.sort(Comparator.comparing((Launcher x) -> -x.words().size())));
        return launchers;
    }

    private static Map<String, List<Runner>> runners(JsonNode root) {
        Map<String, List<Runner>> runners = new LinkedHashMap<>();
        for (JsonNode n : root.path("runners")) {
            for (String words : list(n.path("words"))) {
                List<String> split = List.of(words.split(" "));
                runners.computeIfAbsent(split.getFirst(), _ -> new ArrayList<>())
                        .add(new Runner(
                                split,
                                text(n, "kind"),
                                set(n.path("values")),
                                set(n.path("targets")),
                                set(n.path("packages")),
                                set(n.path("workspaces")),
                                set(n.path("folder")),
                                set(n.path("file")),
                                set(n.path("builtin")),
                                optional(n, "environment"),
                                traits(n)));
            }
        }
        runners.values()
                .forEach(l ->
                        l.sort(Comparator.comparing((Runner x) -> -x.words().size())));
        return runners;
    }

    private static Ecosystem ecosystem(String id, JsonNode n) {
        Map<String, String> names = new LinkedHashMap<>();
        n.path("names")
                .properties()
                .forEach(e -> names.put(e.getKey(), e.getValue().asText()));
        return new Ecosystem(
                id,
                new RegistryId(text(n, "registry")),
                list(n.path("env")),
                names,
                list(n.path("files")),
                list(n.path("secrets")),
                list(n.path("words")));
    }

    private Tool tool(JsonNode n, String name) {
        Ecosystem ecosystem =
                n.has("ecosystem") ? of(n) : ecosystems.values().iterator().next();
        List<List<String>> words = new ArrayList<>();
        list(n.path("words")).forEach(w -> words.add(List.of(w.split(" "))));
        List<String> scripts = new ArrayList<>();
        if (n.has("script")) {
            scripts.add(text(n, "script"));
        }
        scripts.addAll(list(n.path("scriptAlso")));
        Map<String, List<String>> offEnv = new LinkedHashMap<>();
        n.path("offEnv").properties().forEach(e -> offEnv.put(e.getKey(), list(e.getValue())));
        Map<String, String> never = new LinkedHashMap<>();
        n.path("never")
                .path("flags")
                .properties()
                .forEach(e -> never.put(e.getKey(), e.getValue().asText()));
        String identity = n.path("identity").asText("none");
        return new Tool(
                name,
                words,
                ecosystem,
                n.has("registry") ? new RegistryId(text(n, "registry")) : ecosystem.registry(),
                switch (identity) {
                    case "native" -> Tool.Identity.NATIVE;
                    case "none" -> Tool.Identity.NONE;
                    case "env" -> Tool.Identity.ENV;
                    default -> throw new IllegalStateException(name + ": identity " + identity);
                },
                optional(n, "since"),
                n.path("prefers").asText("token").equals("token"),
                sources(n.path("tokens")),
                sources(n.path("users")),
                sources(n.path("index")),
                strings(n.path("dry")),
                inputs(n.path("dry")),
                list(n.path("dryEnv")),
                set(n.path("needs")),
                strings(n.path("off")),
                inputs(n.path("off")),
                offEnv,
                set(n.path("values")),
                set(n.path("packages")),
                n.path("all").isArray() ? set(n.path("all")) : n.path("all").asBoolean() ? Set.of("*") : Set.of(),
                n.path("folders").asBoolean(),
                set(n.path("notFollowedBy")),
                optional(n, "run"),
                scripts,
                list(n.path("folder")),
                optional(n, "config"),
                optional(n, "identityEnv"),
                never,
                list(n.path("alsoPublishes")),
                traits(n));
    }

    private static Sources sources(JsonNode n) {
        return n.isObject()
                ? new Sources(list(n.path("env")), list(n.path("flags")), list(n.path("inputs")))
                : Sources.NONE;
    }

    private Ecosystem of(JsonNode n) {
        Ecosystem found = ecosystems.get(text(n, "ecosystem"));
        if (found == null) {
            throw new IllegalStateException(
                    "no ecosystem " + n.path("ecosystem").asText());
        }
        return found;
    }

    private static List<String> names(JsonNode n) {
        List<String> names = new ArrayList<>(List.of(text(n, "name")));
        names.addAll(list(n.path("also")));
        return names;
    }

    private static Set<String> traits(JsonNode n) {
        Set<String> traits = new HashSet<>();
        for (String trait : TRAITS) {
            if (n.path(trait).asBoolean() || n.path(trait).asInt() > 0) {
                traits.add(trait);
            }
        }
        return traits;
    }

    private static List<String> list(JsonNode n) {
        List<String> all = new ArrayList<>();
        n.forEach(x -> all.add(x.asText()));
        return List.copyOf(all);
    }

    private static Set<String> set(JsonNode n) {
        return Set.copyOf(list(n));
    }

    private static Set<String> strings(JsonNode n) {
        Set<String> all = new HashSet<>();
        n.forEach(x -> {
            if (x.isTextual()) {
                all.add(x.asText());
            }
        });
        return all;
    }

    private static List<Tool.InputValue> inputs(JsonNode n) {
        List<Tool.InputValue> all = new ArrayList<>();
        n.forEach(x -> {
            if (x.isObject()) {
                all.add(new Tool.InputValue(text(x, "input"), text(x, "value")));
            }
        });
        return all;
    }

    private static String text(JsonNode n, String key) {
        if (!n.path(key).isTextual()) {
            throw new IllegalStateException("the catalogue wants '" + key + "' in " + n);
        }
        return n.path(key).asText();
    }

    private static @Nullable String optional(JsonNode n, String key) {
        return n.path(key).isTextual() ? n.path(key).asText() : null;
    }
}
