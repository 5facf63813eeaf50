package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Ecosystem;
import dev.tokenless.publish.catalogue.Sources;
import dev.tokenless.publish.catalogue.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Actions of other repositories that the catalogue does not know, but whose name says that they publish and where. They
 * count only where a token of that registry or the identity is there too.
 */
final class UnknownActions {
    private static final Pattern VERB =
            Pattern.compile("(^|[^a-z])(publish|publisher|release|deploy|upload|push)([^a-z]|$)");
    private static final Pattern OTHERWISE = Pattern.compile(String.join(
            "|",
            "(^|[^a-z])(setup|check|wait|await|verify|test|tests|preview|unpublish|get|docs?|pages|docker|artifacts?",
            "notes|drafter|please|prepare|login|image|comment|results?)([^a-z]|$)"));
    private static final Set<String> NAMES = Set.of(
            "pypi", "npm", "npmjs", "rubygems", "rubygem", "gem", "crates", "crate", "cratesio", "cargo", "nuget");

    private UnknownActions() {}

    /** The tool that an action seems to be, null where its name does not say so. */
    static @Nullable Tool guess(Catalogue catalogue, String action) {
        String name = action.toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!VERB.matcher(last).find() || OTHERWISE.matcher(last).find()) {
            return null;
        }
        for (String word : last.split("[^a-z]+")) {
            if (NAMES.contains(word)) {
                for (Ecosystem ecosystem : catalogue.ecosystems().values()) {
                    if (ecosystem.words().contains(word)) {
                        return tool(action, ecosystem);
                    }
                }
            }
        }
        return null;
    }

    private static Tool tool(String action, Ecosystem ecosystem) {
        Sources anything = new Sources(List.of("*TOKEN", "*PASSWORD", "*API_KEY"), List.of(), List.of("*"));
        return new Tool(
                action,
                List.of(),
                ecosystem,
                ecosystem.registry(),
                Tool.Identity.NATIVE,
                null,
                true,
                anything,
                Sources.NONE,
                new Sources(
                        List.of(), List.of(), List.of("repository-url", "repository_url", "registry", "registry-url")),
                Set.of(),
                List.of(new Tool.InputValue("dry-run", "true"), new Tool.InputValue("dry_run", "true")),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                null,
                List.of(),
                List.of("working-directory"),
                null,
                null,
                Map.of(),
                List.of(),
                Set.of("implied", "bySecret"));
    }
}
