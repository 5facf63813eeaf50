package dev.tokenless.ui.publisher;

import dev.tokenless.registry.Registry.FormField;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.RegistryId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The page on which a publisher is registered by hand. PyPI's page of an existing project takes the values in its address;
 * the page for pending publishers takes none (pypi/warehouse warehouse/manage/views/oidc_publishers.py).
 */
final class FormAddress {
    private FormAddress() {}

    /** The address of the page that this program plays for the sample, on its own host. */
    static String played(String host, String project, List<FormField> fields) {
        return host + "/manage/project/" + encoded(project) + "/settings/publishing/?provider=github" + query(fields);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String of(RegistryId registry, TrustedPublisher publisher, List<FormField> fields) {
        String project = publisher.project() == null ? "" : publisher.project();
        String name = encoded(project);
        return switch (registry.id()) {
            case "pypi", "testpypi" -> {
                String host = registry.equals(RegistryId.PYPI) ? "https://pypi.org" : "https://test.pypi.org";
                yield publisher.kind() == TrustedPublisher.Kind.PENDING || project.isEmpty()
                        ? host + "/manage/account/publishing/"
                        : host + "/manage/project/" + name + "/settings/publishing/?provider="
                                + publisher.identity().provider() + query(fields);
            }
            case "npm" -> "https://www.npmjs.com/package/" + project + "/access";
            case "rubygems" -> "https://rubygems.org/gems/" + name + "/trusted_publishers";
            default -> "https://crates.io/crates/" + name + "/settings";
        };
    }

    private static String query(List<FormField> fields) {
        return fields.stream()
                .filter(f -> !f.value().isEmpty())
                .map(f -> "&" + f.name() + "=" + URLEncoder.encode(f.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
