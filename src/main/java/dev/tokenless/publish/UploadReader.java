package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Arguments;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Dialect;
import dev.tokenless.repo.RegistryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a tool that is used into uploads: none where it is a rehearsal or its configuration turns it off. */
final class UploadReader {
    private final JobContext context;
    private final ReleaseTools releases;

    UploadReader(JobContext context) {
        this.context = context;
        this.releases = new ReleaseTools(context);
    }

    void upload(Use use, ScriptWalk scripts) {
        if (isOff(use) || isRehearsal(use)) {
            return;
        }
        for (ReleaseTools.Outcome outcome : releases.outcomes(use)) {
            switch (outcome) {
                case ReleaseTools.Publishes publishes -> record(publishes.use(), publishes.registry());
                case ReleaseTools.Starts(String script, Scene scene) -> scripts.run(script, Dialect.POSIX, scene);
            }
        }
    }

    private static boolean isOff(Use use) {
        Tool tool = use.tool();
        if (use.arguments().has(tool.off())) {
            return true;
        }
        if (tool.offInputs().stream()
                .anyMatch(i -> i.value().equals("absent")
                        ? use.input(i.input()).isBlank()
                        : use.input(i.input()).strip().equals(i.value()))) {
            return true;
        }
        for (Map.Entry<String, List<String>> off : tool.offEnv().entrySet()) {
            Variables.Value value = use.scene().variables().get(off.getKey());
            if (value != null && off.getValue().contains(value.text().strip().toLowerCase(java.util.Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRehearsal(Use use) {
        Tool tool = use.tool();
        Optional<Arguments.Flag> dry = use.arguments().flag(tool.dry());
        if (dry.isPresent() && (dry.get().value() == null || !isFalse(dry.get().value()))) {
            // A flag whose value is computed may or may not hold.
            return dry.get().value() == null || !Bindings.isOpen(dry.get().value());
        }
        if (!tool.needs().isEmpty()
                && use.arguments().flag(tool.needs()).isEmpty()
                && use.words().stream().noneMatch(w -> w.text().startsWith("${"))) {
            return true;
        }
        if (tool.dryInputs().stream().anyMatch(i -> use.input(i.input()).strip().equals(i.value()))) {
            return true;
        }
        for (String variable : tool.dryEnv()) {
            Variables.Value value = use.scene().variables().get(variable);
            if (value != null
                    && (value.text().strip().equals("true")
                            || value.text().strip().equals("1"))) {
                return true;
            }
        }
        Variables.Value npm = use.scene().variables().get("npm_config_dry_run");
        return npm != null && npm.text().equals("true") && tool.ecosystem().id().equals("npm");
    }

    private static boolean isFalse(String value) {
        return value.strip().equals("false") || value.strip().equals("0");
    }

    private void record(Use use, @Nullable RegistryId decided) {
        Targets targets =
                new Targets(context.catalogue, context.files, context.trail, context.project, context.packages);
        List<RegistryId> registries = decided == null ? targets.registries(use) : List.of(decided);
        for (RegistryId registry : registries) {
            TokenSearch.Found found = new TokenSearch(context.trail, context.files).search(use, registry);
            if (use.tool().is("onlyWithToken") && found.uses().isEmpty()) {
                continue;
            }
            boolean able = able(use, found);
            alsoElsewhere(use);
            context.uploads.add(new Upload(
                    context.step,
                    registry,
                    use.tool().name(),
                    use.tool(),
                    found.uses(),
                    found.minted(),
                    able,
                    doubt(use, able),
                    context.packages.names(use, registry),
                    settings(use)));
        }
    }

    /** Some actions upload to further registries when they are given a token for them. */
    private void alsoElsewhere(Use use) {
        for (String id : use.tool().alsoPublishes()) {
            Use other = new Use(
                    use.tool().in(context.catalogue.ecosystem(id), Tool.Identity.NATIVE),
                    use.arguments(),
                    use.words(),
                    use.inputs(),
                    use.version(),
                    use.scene());
            TokenSearch.Found found = new TokenSearch(context.trail, context.files)
                    .search(other, other.tool().registry());
            if (!found.uses().isEmpty()) {
                context.uploads.add(new Upload(
                        context.step,
                        other.tool().registry(),
                        use.tool().name(),
                        other.tool(),
                        found.uses(),
                        found.minted(),
                        true,
                        null,
                        context.packages.names(other, other.tool().registry()),
                        settings(other)));
            }
        }
    }

    /** Whether the identity is exchanged, by the tool or by a step before it. */
    private boolean able(Use use, TokenSearch.Found found) {
        Tool tool = use.tool();
        if (found.minted()) {
            return true;
        }
        for (Map.Entry<String, String> never : tool.never().entrySet()) {
            if (use.arguments().values(Set.of(never.getKey())).contains(never.getValue())) {
                return false;
            }
        }
        if (releases.withoutIdentity(use)) {
            return false;
        }
        return switch (tool.identity()) {
            case NATIVE -> !use.scene().inContainer();
            case NONE -> false;
            case ENV -> {
                Variables.Value on = tool.identityEnv() == null
                        ? null
                        : use.scene().variables().get(tool.identityEnv());
                yield on != null && !on.text().isBlank() && !on.text().equals("false");
            }
        };
    }

    private @Nullable String doubt(Use use, boolean able) {
        String role = context.trail.roles.get(use.tool().ecosystem().id());
        if (role != null) {
            return role;
        }
        if (use.scene().inContainer()) {
            return "the tool runs in a container of its own";
        }
        return able ? null : "the tool never exchanges the identity, and the files give it no token";
    }

    private Map<String, String> settings(Use use) {
        Tool tool = use.tool();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("identity", tool.identity() == Tool.Identity.NONE ? "none" : "native");
        settings.put("prefers", tool.prefersToken() ? "token" : "identity");
        if (tool.is("implied")) {
            settings.put("implied", "true");
        }
        if (tool.since() != null) {
            settings.put("since", tool.since());
        }
        if (use.version() != null) {
            settings.put("version", use.version());
        }
        use.inputs().forEach((name, input) -> {
            if (tool.tokens().inputs().contains(name) || input.value().length() > 500) {
                return;
            }
            settings.put(name, input.value());
        });
        if (!use.scene().via().isEmpty()) {
            settings.put("via", String.join(" > ", use.scene().via()));
        }
        if (use.scene().inContainer()) {
            settings.put("in-docker", "true");
        }
        if (context.trail.npmVersion != null && tool.ecosystem().id().equals("npm")) {
            settings.put("npm-version", context.trail.npmVersion);
        }
        if (context.trail.nodeVersion != null && tool.ecosystem().id().equals("npm")) {
            settings.put("node-version", context.trail.nodeVersion);
        }
        use.arguments()
                .flag(Set.of("--trusted-publishing"))
                .ifPresent(f -> settings.put("trusted-publishing", f.value() == null ? "" : f.value()));
        String folder = use.scene().folder();
        if (!folder.isEmpty()) {
            settings.put("folder", folder);
        }
        return settings;
    }
}
