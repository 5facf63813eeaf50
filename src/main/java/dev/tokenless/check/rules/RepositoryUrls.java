package dev.tokenless.check.rules;

import dev.tokenless.check.Severity;
import dev.tokenless.publish.Authentication;
import dev.tokenless.registry.npm.Provenance;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository address of the npm packages that a job uploads. */
final class RepositoryUrls {
    private static final Pattern KEY = Pattern.compile("\"(repository|name)\"\\s*:");

    private RepositoryUrls() {}

    /** The packages that the job uploads to npm and whose manifest is in the repository. */
    static List<DeclaredPackage> published(Subject subject) {
        if (!subject.job().registry().equals(RegistryId.NPM)) {
            return List.of();
        }
        List<DeclaredPackage> npm = subject.inspection().project().packages().stream()
                .filter(p -> p.registry().equals(RegistryId.NPM))
                .toList();
        return npm.stream()
                // One manifest of a name is published, another is for development; only one needs to say where from.
                .filter(p -> !url(p).isEmpty()
                        || npm.stream().noneMatch(o -> o.name().equals(p.name()) && !url(o).isEmpty()))
                .filter(p -> !"true".equals(p.details().get("private")))
                .filter(p -> subject.job().packages().contains(p.name()))
                // The version of something that is never published on its own.
                .filter(p -> !"0.0.0".equals(p.details().get("version"))
                        || subject.job().packages().size() > 1)
                .toList();
    }

    static String url(DeclaredPackage declared) {
        return declared.details()
                .getOrDefault("repository.url", declared.details().getOrDefault("repository", ""))
                .strip();
    }

    /** Fatal from the first upload with an identity on; while a token does the work, a thing to know before. */
    static Severity severity(Subject subject) {
        // Of many packages some may be for the repository's own use.
        boolean many = subject.job().packages().size() > 1;
        return many || subject.job().authentication() instanceof Authentication.Token
                ? Severity.WARNING
                : Severity.ERROR;
    }

    static boolean names(String url, RepositoryId repository) {
        return Provenance.matches(url, address(repository));
    }

    /** The same repository in its ssh form, which some projects publish with and some were refused for. */
    static boolean sameBySsh(String url, RepositoryId repository) {
        String path = repository.slug();
        String bare = url.endsWith(".git") ? url.substring(0, url.length() - 4) : url;
        return bare.endsWith("@" + repository.host() + "/" + path)
                || bare.endsWith("@" + repository.host() + ":" + path);
    }

    static String address(RepositoryId repository) {
        return "https://" + repository.host() + "/" + repository.slug();
    }

    /** The manifest's {@code repository} entry, else its {@code name}, else the upload. */
    static Place place(Subject subject, DeclaredPackage declared) {
        if (subject.inspection().project().tree().read(declared.manifest())
                instanceof SourceTree.Text(SourceText source)) {
            Place found = null;
            Matcher matcher = KEY.matcher(source.text());
            while (matcher.find()) {
                if (matcher.group(1).equals("repository")) {
                    return source.place(matcher.start(), matcher.end());
                }
                if (found == null) {
                    found = source.place(matcher.start(), matcher.end());
                }
            }
            return found == null ? Place.startOf(declared.manifest()) : found;
        }
        return subject.job().place();
    }
}
