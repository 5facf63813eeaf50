package dev.tokenless.registry;

import dev.tokenless.registry.PositionedJson.Node;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that a publishers file knows. Others are left alone and said, for one of them may be meant for a known one. */
final class PublisherFields {
    private static final List<String> COMMON =
            List.of("registry", "project", "kind", "provider", "allowed", "trustpub_only", "project_exists", "id");
    private static final Map<String, List<String>> OWN = Map.of(
            "github",
            List.of(
                    "owner",
                    "repository",
                    "workflow",
                    "environment",
                    "owner_id",
                    "workflow_repository_owner",
                    "workflow_repository_name"),
            "gitlab",
            List.of("namespace", "project_path", "workflow", "environment", "issuer_url", "owner_id"),
            "circleci",
            List.of("org_id", "project_id", "pipeline_definition_id", "vcs_origin", "context_ids"),
            "google",
            List.of("email", "sub"),
            "activestate",
            List.of("organization", "activestate_project", "actor", "actor_id"));

    private PublisherFields() {}

    /** Whether a publisher of this provider has the field; remarks such as {@code $schema} are nobody's mistake. */
    static boolean known(String provider, String field) {
        return COMMON.contains(field)
                || OWN.getOrDefault(provider, List.of()).contains(field)
                || field.startsWith("$")
                || field.startsWith("_")
                || field.startsWith("//");
    }

    /** A remark for each field that is not known. */
    static List<Problem> unknown(SourceText source, Node.Fields fields, String provider) {
        List<Problem> unknown = new ArrayList<>();
        if (!OWN.containsKey(provider)) {
            return unknown;
        }
        fields.fields().forEach((name, value) -> {
            if (!known(provider, name)) {
                String meant = meant(provider, name);
                unknown.add(new Problem(
                        source.place(value.start(), value.end()),
                        "\u201c" + name + "\u201d is no field of a " + provider + " publisher and is ignored"
                                + (meant == null ? "." : "; \u201c" + meant + "\u201d may be meant.")));
            }
        });
        return unknown;
    }

    /** The known field that a name is most like; null where it is like none. */
    private static @Nullable String meant(String provider, String name) {
        Set<String> all = new LinkedHashSet<>(OWN.getOrDefault(provider, List.of()));
        all.addAll(COMMON);
        String plain = plain(name);
        String nearest = null;
        int fewest = 3;
        for (String field : all) {
            int distance = plain.startsWith(plain(field)) ? 1 : distance(plain, plain(field));
            if (distance < fewest && plain.length() > 2) {
                fewest = distance;
                nearest = field;
            }
        }
        return nearest;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** How many letters must be put in, left out or replaced. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return 3;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
