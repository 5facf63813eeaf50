package dev.tokenless.oidc;

import java.util.ArrayList;
import java.util.List;

/**
 * GitHub's {@code sub} claim (github/docs, content/actions/reference/security/oidc.md): the repository and one context,
 * environment before pull request before ref; or the keys that the repository or its organisation chose. No registry
 * that is known here compares it.
 */
final class Subject {
    private Subject() {}

    /** The subject of a run, from its other claims. */
    static ClaimValue of(Claims claims, KnownIdentity identity) {
        ClaimValue repository = repository(claims, identity);
        if (identity.subjectKeys().isEmpty()) {
            return joined(List.of(repository, context(claims)));
        }
        List<ClaimValue> parts = new ArrayList<>();
        for (String key : identity.subjectKeys()) {
            switch (key) {
                case "repo" -> parts.add(repository);
                case "context" -> parts.add(context(claims));
                default -> parts.add(prefixed(key + ":", claims.get(key)));
            }
        }
        return joined(parts);
    }

    private static ClaimValue repository(Claims claims, KnownIdentity identity) {
        String slug = claims.text("repository").orElse("");
        if (!Boolean.TRUE.equals(identity.immutableSubject())) {
            return new ClaimValue.Text("repo:" + escaped(slug));
        }
        String owner = slug.substring(0, Math.max(0, slug.indexOf('/')));
        String name = slug.substring(slug.indexOf('/') + 1);
        if (identity.ownerId() == null || identity.repositoryId() == null) {
            return new ClaimValue.Unknown(
                    "carries the ids of owner and repository, which were not looked up", List.of());
        }
        return new ClaimValue.Text("repo:" + escaped(owner) + "@" + identity.ownerId() + "/" + escaped(name) + "@"
                + identity.repositoryId());
    }

    private static ClaimValue context(Claims claims) {
        ClaimValue environment = claims.get("environment");
        return switch (environment) {
            case ClaimValue.Text(String name) -> new ClaimValue.Text("environment:" + escaped(name));
            case ClaimValue.Absent _ -> withoutEnvironment(claims);
            case ClaimValue.Json _ -> new ClaimValue.Unknown("depends on the environment", List.of());
            case ClaimValue.Unknown u -> {
                List<String> candidates = new ArrayList<>();
                for (String name : u.candidates()) {
                    if (!name.isEmpty()) {
                        candidates.add("environment:" + escaped(name));
                    } else if (withoutEnvironment(claims) instanceof ClaimValue.Text(String other)) {
                        candidates.add(other);
                    } else {
                        yield new ClaimValue.Unknown(u.reason(), List.of());
                    }
                }
                yield new ClaimValue.Unknown(u.reason(), candidates);
            }
        };
    }

    private static ClaimValue withoutEnvironment(Claims claims) {
        String event = claims.text("event_name").orElse("");
        return event.startsWith("pull_request")
                ? new ClaimValue.Text("pull_request")
                : prefixed("ref:", claims.get("ref"));
    }

    private static ClaimValue prefixed(String prefix, ClaimValue value) {
        return switch (value) {
            case ClaimValue.Text(String text) -> new ClaimValue.Text(prefix + escaped(text));
            case ClaimValue.Unknown u ->
                new ClaimValue.Unknown(
                        u.reason(),
                        u.candidates().stream().map(c -> prefix + escaped(c)).toList());
            case ClaimValue.Absent _ ->
                new ClaimValue.Unknown("the subject asks for a claim that this run does not have", List.of());
            case ClaimValue.Json _ -> new ClaimValue.Unknown("is not a text", List.of());
        };
    }

    private static ClaimValue joined(List<ClaimValue> parts) {
        List<String> all = List.of("");
        String reason = null;
        for (ClaimValue part : parts) {
            List<String> ends = switch (part) {
                case ClaimValue.Text(String text) -> List.of(text);
                case ClaimValue.Unknown u -> {
                    reason = reason == null ? u.reason() : reason;
                    yield u.candidates();
                }
                case ClaimValue.Absent _ -> List.of();
                case ClaimValue.Json _ -> List.of();
            };
            all = all.stream()
                    .flatMap(start -> ends.stream().map(end -> start.isEmpty() ? end : start + ":" + end))
                    .limit(64)
                    .toList();
        }
        if (reason != null || all.isEmpty()) {
            return new ClaimValue.Unknown(reason == null ? "cannot be told" : reason, all);
        }
        return new ClaimValue.Text(all.getFirst());
    }

    /** A colon divides the parts, so that one inside a value is written otherwise. */
    private static String escaped(String value) {
        return value.replace(":", "%3A");
    }
}
