package dev.tokenless.registry.pypi;

import dev.tokenless.registry.PublisherIdentity;
import dev.tokenless.registry.TrustedPublisher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the index's publisher tables. One row serves every project that registered the same identity, for an identity
 * is unique in the index (pypi/warehouse warehouse/oidc/models); pending rows stand in tables of their own.
 *
 * @param indexes the stored publishers that are this row
 * @param waitsFor the project that a pending row will create; null in an active one
 * @param projects the projects that an active row may upload to
 */
record Row(
        List<Integer> indexes,
        PublisherIdentity identity,
        @Nullable String waitsFor,
        List<String> projects) {

    boolean pending() {
        return waitsFor != null;
    }

    static List<Row> of(List<TrustedPublisher> stored) {
        List<Row> rows = new ArrayList<>();
        Map<Object, Row> active = new LinkedHashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            TrustedPublisher publisher = stored.get(i);
            String project = publisher.project() == null ? "" : publisher.project();
            if (publisher.kind() == TrustedPublisher.Kind.PENDING) {
                rows.add(new Row(List.of(i), publisher.identity(), project, List.of()));
                continue;
            }
            Object key = key(publisher.identity());
            Row known = active.get(key);
            if (known == null) {
                List<Integer> indexes = new ArrayList<>(List.of(i));
                List<String> projects = new ArrayList<>(List.of(project));
                Row row = new Row(indexes, publisher.identity(), null, projects);
                active.put(key, row);
                rows.add(row);
            } else {
                known.indexes().add(i);
                if (!known.projects().contains(project)) {
                    known.projects().add(project);
                }
            }
        }
        return rows;
    }

    /** The columns that are unique: the owner's id and GitLab's issuer are not among them. */
    static Object key(PublisherIdentity identity) {
        return switch (identity) {
            case PublisherIdentity.GitHub g ->
                List.of("github", g.owner(), g.repository(), g.workflow(), environment(identity));
            case PublisherIdentity.GitLab g ->
                List.of("gitlab", g.namespace(), g.project(), g.workflow(), environment(identity), issuer(g));
            case PublisherIdentity.CircleCi c -> c;
            case PublisherIdentity.Google g -> List.of("google", g.email(), g.sub() == null ? "" : g.sub());
            case PublisherIdentity.ActiveState a -> List.of("activestate", a.organization(), a.project(), a.actorId());
        };
    }

    /** The stored environment; none is the empty string. */
    static String environment(PublisherIdentity identity) {
        String environment = identity.environment();
        return environment == null ? "" : environment;
    }

    static String issuer(PublisherIdentity.GitLab gitLab) {
        return gitLab.issuerUrl() == null ? Issuers.GITLAB : gitLab.issuerUrl();
    }
}
