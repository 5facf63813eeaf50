package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.edit.TokenEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.publish.PublishJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables that only carried a publishing token to a place which no longer asks for it. */
final class DeadVariables {
    private static final Pattern SECRET = Pattern.compile("\\$\\{\\{\\s*secrets\\.([A-Za-z_][A-Za-z0-9_]*)\\s*}}");

    private final JobDraft job;
    private final Set<String> secrets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    DeadVariables(JobDraft job, List<PublishJob> group) {
        this.job = job;
        group.forEach(p -> secrets.addAll(p.secrets()));
    }

    void remove() {
        for (Step step : job.steps()) {
            job.now(step).ifPresent(now -> remove(now.env(), job.path(step)));
        }
        remove(job.now().env(), job.path());
        remove(job.draft().now(job.workflow()).env(), YamlPath.ROOT);
    }

    private void remove(Map<String, String> env, YamlPath holder) {
        env.forEach((name, value) -> {
            Matcher m = SECRET.matcher(value.strip());
            if (m.matches() && secrets.contains(m.group(1)) && uses(name) == 0) {
                job.edit(
                        job.place(), e -> TokenEdits.remove(e, holder.key("env").key(name)));
                job.draft().change("Nothing reads " + name + " any more.", job.place());
            }
        });
    }

    /** How often a variable is spoken of besides where it is set; a variable that tools read by its name counts as read. */
    private long uses(String name) {
        if (Tools.isReadByName(name)) {
            return 1;
        }
        String text = job.draft().yaml(job.workflow().source()).text().text();
        Pattern set = Pattern.compile("(?m)^\\s*(-\\s+)?['\"]?" + Pattern.quote(name) + "['\"]?\\s*:");
        Pattern any = Pattern.compile("(?<![A-Za-z0-9_.])" + Pattern.quote(name) + "(?![A-Za-z0-9_])|env\\."
                + Pattern.quote(name) + "(?![A-Za-z0-9_])");
        return any.matcher(text).results().count() - set.matcher(text).results().count();
    }
}
