package dev.tokenless.fix;

import dev.tokenless.repo.RepositoryId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which package.json names a repository (npm/normalize-package-data, hosted-git-info). */
final class RepositoryUrl {
    private static final Pattern SHORT = Pattern.compile("(?:(github|gitlab):)?([^/:@\\s]+)/([^/:@\\s#]+?)(?:\\.git)?");
    private static final Pattern LONG = Pattern.compile(
            "(?:git\\+)?(?:https?|git|ssh)://(?:[^@/]+@)?([^/:]+)(?::\\d+)?[/:](.+?)(?:\\.git)?/?(?:#.*)?");
    private static final Pattern SCP = Pattern.compile("(?:git\\+ssh://)?[^@/]+@([^:/]+)[:/](.+?)(?:\\.git)?(?:#.*)?");

    private RepositoryUrl() {}

    /** Whether a text names this repository; letter case is left out, as GitHub does. */
    static boolean names(String text, RepositoryId repository) {
        String url = text.strip();
        Matcher m = SHORT.matcher(url);
        if (m.matches()) {
            return same(m.group(2) + "/" + m.group(3), repository.slug());
        }
        for (Pattern pattern : new Pattern[] {LONG, SCP}) {
            m = pattern.matcher(url);
            if (m.matches()) {
                return same(m.group(1), repository.host()) && same(m.group(2), repository.slug());
            }
        }
        return false;
    }

    private static boolean same(String a, String b) {
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }
}
