package dev.tokenless.registry.npm;

import static dev.tokenless.registry.ClaimTexts.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.oidc.ClaimValue;
import dev.tokenless.oidc.Claims;
import dev.tokenless.registry.Verdict.CheckOutcome;
import dev.tokenless.registry.Verdict.ClaimCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration demands of the claims: every letter counts, the file of the workflow that started the run, and a
 * hosted runner (npm/documentation trusted-publishers.mdx, npm/api-documentation trust.yaml).
 */
final class Demands {
    static final String GITHUB = "https://token.actions.githubusercontent.com";
    static final String GITLAB = "https://gitlab.com";
    static final String CIRCLECI = "https://oidc.circleci.com/org/";

    private static final String SSH_RERUN = NpmConfiguration.CIRCLECI + "ssh-rerun";

    private static final Pattern FILE = Pattern.compile("[^/]+\\.(?:yml|yaml)(?=@)");
    private static final Pattern PIPELINE = Pattern.compile("(?<=//)(.*[^/]\\.(?:yml|yaml))(?=@)", Pattern.UNIX_LINES);

    private Demands() {}

    /** Whether a configuration takes the claims. */
    static boolean met(NpmConfiguration configuration, Claims claims) {
        return !configuration.expired()
                && issues(text(claims, "iss"), configuration.type())
                && sameOrganization(configuration, text(claims, "iss"))
                && checks(configuration, claims).stream().noneMatch(c -> c.outcome() == CheckOutcome.MISMATCH);
    }

    /** Whether the issuer is the one of this provider; there is a fixed list of them. */
    static boolean issues(String issuer, String type) {
        return switch (type) {
            case "github" -> issuer.equals(GITHUB);
            case "gitlab" -> issuer.equals(GITLAB);
            case "circleci" -> issuer.startsWith(CIRCLECI);
            default -> false;
        };
    }

    /** CircleCI has an issuer for each organization; where it is only presumed, it names none. */
    private static boolean sameOrganization(NpmConfiguration configuration, String issuer) {
        return !configuration.type().equals("circleci")
                || issuer.equals(CIRCLECI)
                || issuer.equals(CIRCLECI + asText(configuration, NpmConfiguration.CIRCLECI + "org-id"));
    }

    static List<ClaimCheck> checks(NpmConfiguration configuration, Claims claims) {
        List<ClaimCheck> checks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> demand : configuration.claims().entrySet()) {
            String name = demand.getKey();
            checks.add(new ClaimCheck(
                    name,
                    claims.get(name),
                    expected(configuration, name, demand.getValue()),
                    meets(claims, name, demand.getValue()) ? CheckOutcome.MATCH : CheckOutcome.MISMATCH,
                    ""));
        }
        if (!configuration.type().equals("circleci") && !configuration.claims().containsKey("environment")) {
            boolean contested =
                    claims.text("environment").filter(e -> !e.isEmpty()).isPresent();
            checks.add(new ClaimCheck(
                    "environment",
                    claims.get("environment"),
                    null,
                    CheckOutcome.NOT_CHECKED,
                    contested
                            ? "npm documents that a publisher without an environment takes any job; there are reports"
                                    + " of refusals, so the same environment on both sides is the safest"
                            : ""));
        }
        if (configuration.type().equals("circleci") && claims.get(SSH_RERUN) instanceof ClaimValue.Json rerun) {
            boolean refused = rerun.value().asBoolean();
            checks.add(new ClaimCheck(
                    SSH_RERUN,
                    rerun,
                    refused ? "false" : null,
                    refused ? CheckOutcome.MISMATCH : CheckOutcome.NOT_CHECKED,
                    refused ? "npm refuses a job that was run again with SSH (npm/cli #9923)" : ""));
        }
        String hosted = hosted(configuration.type());
        if (hosted != null && !(claims.get("runner_environment") instanceof ClaimValue.Absent)) {
            boolean meets = text(claims, "runner_environment").equals(hosted);
            checks.add(new ClaimCheck(
                    "runner_environment",
                    claims.get("runner_environment"),
                    hosted,
                    meets ? CheckOutcome.MATCH : CheckOutcome.MISMATCH,
                    meets ? "" : "npm accepts hosted runners only"));
        }
        return checks;
    }

    /** What a hosted runner of the provider says of itself; null where the token does not tell. */
    static @Nullable String hosted(String type) {
        return switch (type) {
            case "github" -> "github-hosted";
            case "gitlab" -> "gitlab-hosted";
            default -> null;
        };
    }

    /** The demand in the claim's terms. */
    private static String expected(NpmConfiguration configuration, String name, JsonNode demand) {
        if (demand.isArray()) {
            List<String> all = new ArrayList<>();
            demand.forEach(d -> all.add(d.asText()));
            return String.join(", ", all);
        }
        if (!demand.isObject()) {
            return demand.asText();
        }
        String file = demand.path("file").asText();
        return switch (name) {
            case "workflow_ref" -> asText(configuration, "repository") + "/.github/workflows/" + file + "@\u2026";
            case "ci_config_ref_uri" -> "gitlab.com/" + asText(configuration, "project_path") + "//" + file + "@\u2026";
            default -> demand.toString();
        };
    }

    private static String asText(NpmConfiguration configuration, String claim) {
        JsonNode value = configuration.claims().get(claim);
        return value == null ? "\u2026" : value.asText();
    }

    private static boolean meets(Claims claims, String name, JsonNode demand) {
        if (demand.isObject()) {
            return demand.has("file")
                    && fileMeets(claims, name, demand.path("file").asText());
        }
        if (demand.isArray()) {
            return items(claims.get(name)).containsAll(items(new ClaimValue.Json(demand)));
        }
        return claims.text(name).filter(demand.asText()::equals).isPresent();
    }

    private static boolean fileMeets(Claims claims, String name, String file) {
        String reference = text(claims, name);
        if (!name.equals("ci_config_ref_uri")) {
            return file.equals(fileName(reference));
        }
        Matcher pipeline = PIPELINE.matcher(reference);
        if (!pipeline.find()) {
            return false;
        }
        // Sources differ: the site speaks of the path of the top-level file, npm trust takes a bare name only.
        String path = pipeline.group(1);
        return file.equals(path) || file.equals(path.substring(path.lastIndexOf('/') + 1));
    }

    /** The file name in a workflow reference; null where there is none. */
    static @Nullable String fileName(String reference) {
        Matcher file = FILE.matcher(reference);
        return file.find() ? file.group() : null;
    }

    private static Set<String> items(ClaimValue claim) {
        Set<String> items = new HashSet<>();
        if (claim instanceof ClaimValue.Json json && json.value().isArray()) {
            json.value().forEach(i -> items.add(i.asText()));
        } else if (claim instanceof ClaimValue.Text text) {
            items.add(text.value());
        }
        return items;
    }
}
