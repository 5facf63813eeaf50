package dev.tokenless.diagnose;

import dev.tokenless.check.Differences;
import dev.tokenless.check.Inspection.Examined;
import dev.tokenless.oidc.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two values that a registry printed: how they differ. */
final class LogValues {
    private static final Pattern QUOTED = Pattern.compile("[`'\"]([^`'\"]*)[`'\"]");

    private LogValues() {}

    /** The single values of a printed list. */
    static List<String> listed(String expected) {
        List<String> values = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(expected);
        while (quoted.find()) {
            values.add(quoted.group(1));
        }
        return values.isEmpty() ? List.of(expected.strip().split("\\s*,\\s*", -1)) : values;
    }

    static String cause(String claim, LogHit hit, @Nullable Claims claims, List<Examined> jobs) {
        String presented = hit.value("presented");
        List<String> expected = listed(hit.value("expected") == null ? "" : String.valueOf(hit.value("expected")));
        return switch (claim) {
            case "environment" ->
                presented == null
                        ? "environment-missing-in-job"
                        : Differences.environmentCause(presented, expected.getFirst());
            case "workflow_ref" ->
                Differences.fileCause(
                        presented == null ? "" : presented, expected.getFirst(), called(claims, jobs, expected));
            case "job_workflow_ref" ->
                sameRepository(presented, expected) ? "reusable-workflow-not-supported" : "reusable-cross-repository";
            case "ci_config_ref_uri" ->
                presented != null && expected.stream().anyMatch(presented::equalsIgnoreCase)
                        ? "owner-case-mismatch"
                        : "repository-mismatch";
            case "repository.url" ->
                presented == null || presented.isBlank() ? "repository-url-missing" : "repository-url-mismatch";
            default -> "claim-mismatch";
        };
    }

    /** Whether the job is called by the workflow that started the run. */
    private static boolean called(@Nullable Claims claims, List<Examined> jobs, List<String> expected) {
        if (claims != null && throughCall(claims)) {
            return true;
        }
        return !jobs.isEmpty()
                && jobs.stream().allMatch(j -> !j.job().called().isEmpty())
                && jobs.stream()
                        .anyMatch(j ->
                                expected.stream().anyMatch(e -> j.job().path().endsWith("/" + e)));
    }

    /** Whether the run was started by another file than the one in which the job stands. */
    static boolean throughCall(Claims claims) {
        String entry = claims.text("workflow_ref").orElse("");
        String own = claims.text("job_workflow_ref").orElse("");
        return !entry.isEmpty() && !own.isEmpty() && !file(entry).equals(file(own));
    }

    private static String file(String reference) {
        int at = reference.indexOf('@');
        return at < 0 ? reference : reference.substring(0, at);
    }

    private static boolean sameRepository(@Nullable String presented, List<String> expected) {
        return presented != null && expected.stream().anyMatch(e -> slug(e).equalsIgnoreCase(slug(presented)));
    }

    private static String slug(String reference) {
        int folder = reference.indexOf("/.github/");
        return folder < 0 ? reference : reference.substring(0, folder);
    }
}
