package dev.tokenless.publish;

import dev.tokenless.ci.github.CallGraph;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.publish.catalogue.CalledWorkflow;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what a call into another repository publishes, as far as its name, its inputs and its secrets say. */
final class ForeignCalls {
    private static final Pattern PUBLISHING = Pattern.compile("(?i)(publish|release)");
    private static final Pattern MOVING = Pattern.compile("(?i)(deploy|upload|push|ship)");
    private static final Pattern ONLY_BUILDING = Pattern.compile(String.join(
            "|",
            "(?i)(^|[^a-z])(release-please",
            "release-drafter|release-notes|draft|docs?|pages|docker|image|container",
            "lint|test|notify|changelog)([^a-z]|$)"));

    private final Catalogue catalogue;

    ForeignCalls(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A call that publishes.
     *
     * @param tokens the secrets that are passed for it
     * @param open whether the files do not tell what it is given
     */
    record Call(RegistryId registry, String name, List<TokenUse> tokens, boolean open) {}

    List<Call> read(Workflow workflow, Job job, Bindings bindings) {
        if (job.uses() == null || CallGraph.localCallee(job) != null) {
            return List.of();
        }
        String uses = job.uses().text().strip();
        int at = uses.indexOf('@');
        String name = at < 0 ? uses : uses.substring(0, at);
        CalledWorkflow known = catalogue.workflow(name).orElse(null);
        if (known != null) {
            return known(known, workflow, job, bindings, name);
        }
        String file = name.substring(name.lastIndexOf('/') + 1).replaceAll("\\.ya?ml$", "");
        Ecosystem named = named(file);
        boolean publishing = PUBLISHING.matcher(file).find()
                || (named != null && MOVING.matcher(file).find());
        if (!publishing || ONLY_BUILDING.matcher(file).find()) {
            return List.of();
        }
        Map<String, List<TokenUse>> byRegistry = new LinkedHashMap<>();
        for (TokenUse token : passed(workflow, job, bindings)) {
            for (Ecosystem ecosystem : ecosystems(token)) {
                byRegistry
                        .computeIfAbsent(registry(ecosystem, token).id(), _ -> new ArrayList<>())
                        .add(token);
            }
        }
        if (byRegistry.isEmpty() && named != null) {
            RegistryId registry =
                    named.id().equals("pypi") && file.toLowerCase(Locale.ROOT).contains("test")
                            ? RegistryId.TESTPYPI
                            : named.registry();
            byRegistry.put(registry.id(), List.of());
        }
        List<Call> calls = new ArrayList<>();
        byRegistry.forEach((id, tokens) ->
                calls.add(new Call(new RegistryId(id), name, tokens, job.inheritsSecrets() && tokens.isEmpty())));
        return calls;
    }

    private List<Call> known(CalledWorkflow known, Workflow workflow, Job job, Bindings bindings, String name) {
        boolean off = known.off().entrySet().stream()
                .anyMatch(e -> e.getValue().equals(bindings.fill(job.with().getOrDefault(e.getKey(), ""))));
        if (known.registry().equals("none") || off) {
            return List.of();
        }
        RegistryId registry = new RegistryId(known.registry());
        for (String input : known.index()) {
            String written = bindings.fill(job.with().getOrDefault(input, ""));
            RegistryId index = written.isBlank() ? null : catalogue.registryAt(written);
            registry = index == null ? registry : index;
        }
        List<TokenUse> tokens = passed(workflow, job, bindings).stream()
                .filter(t -> known.tokens().contains(t.name()))
                .toList();
        return List.of(new Call(registry, name, tokens, false));
    }

    private static List<TokenUse> passed(Workflow workflow, Job job, Bindings bindings) {
        List<TokenUse> tokens = new ArrayList<>();
        for (String key : List.of("secrets", "with")) {
            job.node().mapping(key).ifPresent(map -> {
                for (YamlNode.Entry entry : map.entries()) {
                    if (entry.value() instanceof YamlNode.Scalar value) {
                        List<String> secrets = Bindings.secretsIn(bindings.fill(value.text()));
                        if (!secrets.isEmpty()) {
                            tokens.add(new TokenUse(
                                    TokenUse.Kind.CALL_SECRET,
                                    entry.key().text(),
                                    value.text(),
                                    secrets,
                                    workflow.source()
                                            .place(
                                                    entry.key().place().start(),
                                                    value.place().end())));
                        }
                    }
                }
            });
        }
        return tokens;
    }

    private Set<Ecosystem> ecosystems(TokenUse token) {
        Set<Ecosystem> found = new LinkedHashSet<>(catalogue.ecosystemsOfSecret(token.name()));
        token.secrets().forEach(s -> found.addAll(catalogue.ecosystemsOfSecret(s)));
        return found;
    }

    private static RegistryId registry(Ecosystem ecosystem, TokenUse token) {
        String names = (token.name() + " " + String.join(" ", token.secrets())).toUpperCase(Locale.ROOT);
        return ecosystem.id().equals("pypi") && names.contains("TEST") ? RegistryId.TESTPYPI : ecosystem.registry();
    }

    /** The ecosystem of which a file name speaks by one of its words. */
    private @org.jspecify.annotations.Nullable Ecosystem named(String file) {
        List<String> words = List.of(file.toLowerCase(Locale.ROOT).split("[^a-z]+"));
        for (Ecosystem ecosystem : catalogue.ecosystems().values()) {
            for (String word : words) {
                if (ecosystem.words().contains(word) && !word.equals("package") && !word.equals("packages")) {
                    return ecosystem;
                }
            }
        }
        return null;
    }
}
