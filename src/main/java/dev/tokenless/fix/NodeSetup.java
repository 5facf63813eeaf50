package dev.tokenless.fix;

import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node of a job, whose npm has to be new enough to exchange an identity. */
final class NodeSetup {
    /** From this Node on the npm that comes with it exchanges identities (nodejs/node, CHANGELOG: 24.5.0 has npm 11.5.1). */
    private static final int NODE = 24;

    private static final Pattern VERSION = Pattern.compile("v?(\\d+)(?:\\.(\\d+|x|\\*))?(?:\\.(\\d+|x|\\*))?");
    private static final Pattern NPM_INSTALL = Pattern.compile(
            "npm\\s+(i|install|add)\\s+(-g|--global|--location=global)\\s+npm@|npm\\s+(i|install|add)\\s+npm@\\S+\\s+(-g|--global)|corepack\\s+(install|use)\\s+(-g\\s+)?npm@");

    private final JobDraft job;
    private final PublishJob publish;

    NodeSetup(JobDraft job, PublishJob publish) {
        this.job = job;
        this.publish = publish;
    }

    /** Brings Node, or npm alone, to a version that exchanges identities, by the least change. */
    void raise() {
        boolean installs = job.job().steps().stream()
                .anyMatch(s ->
                        s.run() != null && NPM_INSTALL.matcher(s.run().text()).find());
        if (installs) {
            updateInstall();
            return;
        }
        Step setup = job.steps().stream()
                .filter(s -> "actions/setup-node".equalsIgnoreCase(s.action()))
                .filter(s -> publish.step() == null || s.index() < publish.step())
                .reduce((a, b) -> b)
                .orElse(null);
        if (setup == null) {
            if (setsUpNodeItself()) {
                addNpmBeforeUpload();
            } else {
                addNode();
            }
            return;
        }
        String version = setup.with().getOrDefault("node-version", "");
        Matcher m = VERSION.matcher(version.strip());
        if (version.startsWith("lts/") && !version.matches("lts/(?!\\*).*")
                || version.equals("latest")
                || version.equals("node")
                || version.equals("current")) {
            return;
        }
        if (!m.matches()) {
            byFile(setup);
            return;
        }
        int major = Integer.parseInt(m.group(1));
        boolean exact = m.group(2) != null && m.group(2).matches("\\d+");
        if (major > NODE || (major == NODE && (!exact || Integer.parseInt(m.group(2)) >= 5))) {
            return;
        }
        if (major >= 22) {
            addNpm(setup, "Node " + version + " comes with an older npm");
            return;
        }
        newer(setup, version, m);
        job.draft()
                .change(
                        "Node " + NODE + " instead of " + version
                                + ": its npm exchanges identities, which npm does from 11.5.1 on.",
                        setup.node().place());
    }

    /** The version in the form that it has, and in the step's name where it is told there. */
    private void newer(Step setup, String version, Matcher m) {
        YamlPath with = job.path(setup).key("with");
        String now = NODE + (m.group(2) != null && !m.group(2).matches("\\d+") ? "." + m.group(2) : "");
        boolean plain =
                setup.node().mapping("with").flatMap(w -> w.get("node-version")).orElse(null)
                                instanceof YamlNode.Scalar s
                        && s.style() == YamlNode.Style.PLAIN;
        job.edit(
                setup.node().place(),
                e -> plain
                        ? e.set(with, "node-version", YamlValue.plain(now))
                        : e.replace(with.key("node-version"), now));
        String name = setup.name();
        Pattern told = Pattern.compile("(?<![\\w.])" + Pattern.quote(version.strip()) + "(?![\\w.])");
        if (name != null && told.matcher(name).find()) {
            job.edit(
                    setup.node().place(),
                    e -> e.replace(
                            job.path(setup).key("name"), told.matcher(name).replaceAll(now)));
        }
    }

    /** The version stands in a file of the repository, which other jobs and people use too. */
    private void byFile(Step setup) {
        String file = setup.with().getOrDefault("node-version-file", "").replaceFirst("^\\./", "");
        Matcher m = VERSION.matcher(
                file.isEmpty() || file.endsWith(".json")
                        ? ""
                        : job.draft().text(file).orElse("").strip());
        if (!m.matches()) {
            addNpm(setup, "The Node version of the job is not written in the step");
            return;
        }
        int major = Integer.parseInt(m.group(1));
        boolean enough = major > NODE
                || (major == NODE && (m.group(2) == null || !m.group(2).matches("[0-4]")));
        if (enough) {
            return;
        }
        if (major < 22) {
            job.draft()
                    .manual(
                            file + " asks for Node " + m.group() + "; npm exchanges identities with Node 22.14 or"
                                    + " newer.",
                            "Raise the version in " + file + ", or give the step node-version: " + NODE + " instead.",
                            setup.node().place());
        }
        addNpm(setup, "Node " + m.group() + " of " + file + " comes with an older npm");
    }

    private void updateInstall() {
        for (Step step : job.steps()) {
            job.script(step).ifPresent(script -> {
                String text = Pattern.compile("\\bnpm@(\\^|~)?(\\d+)(\\.[\\d.x*]+)?(?=\\s|$)")
                        .matcher(script.text())
                        .replaceAll(r -> Integer.parseInt(r.group(2)) >= 11
                                        && (r.group(3) == null
                                                || !r.group(3).matches("\\.[0-4](\\..*)?|\\.5\\.0")
                                                || r.group(1) != null)
                                ? Matcher.quoteReplacement(r.group())
                                : "npm@11");
                if (!text.equals(script.text())) {
                    job.script(step, new ScriptText(text, script.dialect()));
                    job.draft()
                            .change(
                                    "npm exchanges identities from 11.5.1 on.",
                                    step.node().place());
                }
            });
        }
    }

    private void addNpm(Step setup, String why) {
        if (!needsNpm()) {
            return;
        }
        job.insertBehind(setup, "name: Use an npm that exchanges identities\nrun: npm install -g npm@11\n");
        job.draft()
                .change(
                        why + "; npm exchanges identities from 11.5.1 on, with Node 22.14 or newer.",
                        setup.node().place());
    }

    /** Whether an action that is not known prepares the job, which Node it brings then is not known either. */
    private boolean setsUpNodeItself() {
        return job.steps().stream()
                .filter(s -> publish.step() == null || s.index() < publish.step())
                .map(s -> s.action() == null ? "" : s.action().toLowerCase(Locale.ROOT))
                .anyMatch(a -> a.startsWith("./")
                        || a.startsWith("$/")
                        || (a.matches(".*(setup|prepare|install|tools|node|volta|mise|asdf).*")
                                && !a.matches(
                                        "(actions|ruby|astral-sh|denoland|oven-sh|pnpm|docker|dtolnay|swatinem)/.*")));
    }

    private void addNpmBeforeUpload() {
        Step upload = job.steps().stream()
                .filter(s -> publish.step() != null && s.index() == publish.step())
                .findFirst()
                .orElse(null);
        if (upload == null || !needsNpm()) {
            return;
        }
        job.insertBefore(upload, "name: Use an npm that exchanges identities\nrun: npm install -g npm@11\n");
        job.draft()
                .review(
                        "An action of the repository or of others sets up Node: npm exchanges identities from 11.5.1"
                                + " on, with Node 22.14 or newer.",
                        upload.node().place());
    }

    private void addNode() {
        Step first = job.steps().stream()
                .filter(s -> s.run() != null || (publish.step() != null && s.index() >= publish.step()))
                .findFirst()
                .orElse(null);
        if (first == null) {
            return;
        }
        job.insertBefore(
                first,
                "uses: " + job.draft().options().pins().use("actions/setup-node", true) + "\nwith:\n  node-version: "
                        + NODE + "\n  package-manager-cache: false\n");
        job.draft()
                .change(
                        "The job sets up Node " + NODE
                                + ", whose npm exchanges identities; the runner's own may be older.",
                        first.node().place());
    }

    private boolean needsNpm() {
        // These exchange the identity themselves, or bring their own npm.
        return !publish.tool().equals("yarn npm publish") && !publish.tool().contains("semantic-release");
    }
}
