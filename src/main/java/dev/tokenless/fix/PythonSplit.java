package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.edit.YamlPath;
import dev.tokenless.edit.YamlValue;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.shell.Command;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Divides a job that builds and uploads to PyPI: the build stays, the distributions are handed over as an artifact, and
 * each index gets a job that only uploads, by PyPI's own action.
 */
final class PythonSplit {
    private static final String PUBLISH = "pypa/gh-action-pypi-publish";
    private static final Pattern OLD_TWINE =
            Pattern.compile("twine\\s*(==|~=|<=?)\\s*([0-5](\\.\\d+)*|6\\.0(\\.\\d+)*)\\b");

    private final JobDraft job;
    private final List<PublishJob> publishes;
    private final List<Upload> uploads;
    private final List<Home> homes;

    private PythonSplit(JobDraft job, List<PublishJob> publishes, List<Upload> uploads, List<Home> homes) {
        this.job = job;
        this.publishes = publishes;
        this.uploads = uploads;
        this.homes = homes;
    }

    /**
     * Where the jobs that upload are put.
     *
     * @param behind the job that they need: the dividing one, or the one that calls its workflow
     */
    record Home(Workflow workflow, Job behind) {}

    /**
     * One upload of the job.
     *
     * @param command null for an action
     * @param folder where the distributions lie, from the repository's root
     * @param options the inputs of the publishing action, in order
     */
    private record Upload(
            Step step,
            RegistryId registry,
            Tool tool,
            @Nullable Command command,
            String folder,
            Map<String, String> options) {}

    /** The division, where one is needed or wanted; else null. */
    static @Nullable PythonSplit of(JobDraft job, List<PublishJob> publishes) {
        return of(job, publishes, List.of(new Home(job.workflow(), job.job())));
    }

    /** The division in which the uploads go to other workflows; stops where the uploads cannot be taken out. */
    static PythonSplit into(JobDraft job, List<PublishJob> publishes, List<Home> homes) {
        PythonSplit split = of(job, publishes, homes);
        if (split == null) {
            throw hidden(job, publishes.getFirst());
        }
        return split;
    }

    private static @Nullable PythonSplit of(JobDraft job, List<PublishJob> publishes, List<Home> homes) {
        boolean moves =
                !homes.getFirst().workflow().path().equals(job.workflow().path());
        List<Upload> uploads = uploads(job, publishes);
        boolean tooOld = job.job().steps().stream()
                .anyMatch(s ->
                        s.run() != null && OLD_TWINE.matcher(s.run().text()).find());
        boolean without = uploads.stream()
                .anyMatch(u -> u.tool().identity() == Tool.Identity.NONE
                        || (u.tool().name().equals("twine upload") && tooOld));
        boolean several = uploads.stream().map(Upload::registry).distinct().count() > 1;
        boolean builds = job.job().steps().stream().anyMatch(s -> "actions/checkout".equalsIgnoreCase(s.action()));
        boolean wanted =
                (moves || job.draft().options().separateBuild() && builds) && uploads.size() == publishes.size();
        if (!(without || several || wanted) || uploads.isEmpty()) {
            if (without || publishes.stream().anyMatch(p -> PythonMigration.WITHOUT_IDENTITY.contains(p.tool()))) {
                throw hidden(job, publishes.getFirst());
            }
            return null;
        }
        return new PythonSplit(job, publishes, uploads, homes);
    }

    private static Draft.Stop hidden(JobDraft job, PublishJob publish) {
        return new Draft.Stop(
                "Job " + job.job().id() + " uploads with " + publish.tool()
                        + ", which has no trusted publishing, from a place outside of the workflow.",
                "Let the job only build, hand the distributions over with actions/upload-artifact, and upload them"
                        + " with "
                        + PUBLISH + " in a job of its own.",
                publish.place());
    }

    private static List<Upload> uploads(JobDraft job, List<PublishJob> publishes) {
        List<Upload> found = new ArrayList<>();
        for (Step step : job.job().steps()) {
            String action = step.action();
            if (action != null) {
                Catalogue.builtIn()
                        .action(action)
                        .filter(t -> t.ecosystem().id().equals("pypi") && t.run() == null)
                        .ifPresent(t -> found.add(action(step, t)));
                continue;
            }
            ScriptText script = job.script(step).orElse(null);
            if (script == null) {
                continue;
            }
            String inside = "";
            for (Command command : script.read().commands()) {
                List<String> words = ScriptText.words(command);
                if (words.size() == 2 && words.getFirst().equals("cd")) {
                    inside = inside + words.get(1) + "/";
                }
                Tool tool = UploadCommand.tool(command)
                        .filter(t -> t.ecosystem().id().equals("pypi"))
                        .orElse(null);
                if (tool != null) {
                    found.add(command(step, tool, command, inside, publishes));
                }
            }
        }
        return found;
    }

    private static Upload action(Step step, Tool tool) {
        Map<String, String> options = new LinkedHashMap<>();
        String url = "";
        String folder = "dist";
        for (Map.Entry<String, String> input : step.with().entrySet()) {
            String name = input.getKey().replace('_', '-').toLowerCase(Locale.ROOT);
            if (tool.index().inputs().contains(input.getKey())) {
                url = input.getValue();
            } else if (name.equals("packages-dir")) {
                folder = input.getValue();
            } else if (Set.of("skip-existing", "verbose", "print-hash", "verify-metadata", "attestations")
                    .contains(name)) {
                options.put(name, input.getValue());
            }
        }
        RegistryId index = url.isEmpty() ? RegistryId.PYPI : Catalogue.builtIn().index(tool.ecosystem(), url);
        return new Upload(step, index == null ? RegistryId.PYPI : index, tool, null, trim(folder), options);
    }

    private static Upload command(Step step, Tool tool, Command command, String inside, List<PublishJob> publishes) {
        List<String> words = ScriptText.words(command);
        String named = "";
        String folder = "dist";
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (tool.index().flags().contains(flag)) {
                named = word.contains("=")
                        ? word.substring(word.indexOf('=') + 1)
                        : i + 1 < words.size() ? words.get(i + 1) : "";
            } else if (word.equals("--skip-existing")) {
                options.put("skip-existing", "true");
            } else if (word.contains("/")
                    && !word.startsWith("-")
                    && !word.contains("://")
                    && !word.contains("$")
                    && i > words.indexOf("upload")) {
                folder = word.replaceFirst("/[^/]*$", "");
            }
        }
        for (String variable : tool.index().env()) {
            named = named.isEmpty() ? step.env().getOrDefault(variable, "") : named;
        }
        RegistryId index = named.isEmpty() ? null : Catalogue.builtIn().index(tool.ecosystem(), named);
        if (index == null) {
            index = publishes.size() == 1 ? publishes.getFirst().registry() : RegistryId.PYPI;
        }
        String base = step.workingDirectory() == null ? "" : step.workingDirectory() + "/";
        return new Upload(step, index, tool, command, trim(base + inside + folder), options);
    }

    private static String trim(String folder) {
        return folder.replaceFirst("^\\./", "").replaceAll("/+$", "").replace("//", "/");
    }

    /** Writes the division. */
    void write() {
        Upload first = uploads.getFirst();
        if (uploads.stream()
                .anyMatch(u -> !u.folder().equals(first.folder()) || u.folder().contains(".."))) {
            throw new Draft.Stop(
                    "Job " + job.job().id() + " uploads distributions from different folders.",
                    "Divide the job by hand: a build job, and for each index a job that uploads.",
                    first.step().node().place());
        }
        boolean downloads =
                job.job().steps().stream().anyMatch(s -> "actions/download-artifact".equalsIgnoreCase(s.action()));
        boolean builds = job.job().steps().stream().anyMatch(s -> "actions/checkout".equalsIgnoreCase(s.action()));
        boolean moves = moves();
        if (!moves
                && downloads
                && !builds
                && uploads.stream().allMatch(u -> u.tool().identity() == Tool.Identity.NATIVE)) {
            peel();
            return;
        }
        List<NewJob> jobs = new ArrayList<>();
        for (Upload upload : uploads) {
            Conditions.Carried carried = Conditions.carry(
                            upload.step().condition(), job.job().id())
                    .orElseThrow(() -> new Draft.Stop(
                            "The upload of job " + job.job().id()
                                    + " runs on a condition that only a step can ask: "
                                    + upload.step().condition() + ".",
                            "Divide the job by hand: build here, upload in a job of its own with that condition.",
                            upload.step().node().place()));
            jobs.add(new NewJob(upload, carried, commentsAbove(upload)));
        }
        boolean oneLeg = jobs.stream().anyMatch(j -> j.carried().oneLeg());
        boolean legs = job.job().matrix() != null && !oneLeg;
        String artifact = artifactName();
        take(artifact, legs, !(downloads && !builds));
        List<String> downloadSteps = downloads && !builds ? downloadSteps() : List.of(download(artifact, legs));
        Map<String, String> outputs = new LinkedHashMap<>();
        jobs.forEach(j -> outputs.putAll(j.carried().outputs()));
        if (moves) {
            String local = local(jobs, downloads && !builds ? downloadSteps : List.of(), outputs);
            if (local != null) {
                throw new Draft.Stop(
                        "The upload of job " + job.job().id() + " says something that only its own workflow knows: "
                                + local + ".",
                        "Move the publishing job into the calling workflow by hand.",
                        uploads.getFirst().step().node().place());
            }
        }
        if (!outputs.isEmpty()) {
            outputs.forEach((name, value) -> job.edit(job.place(), e -> output(e, name, value)));
        }
        uninstall();
        String environment = moveEnvironment();
        if (moves && downloads && !builds) {
            removeJob();
        }
        for (Home home : homes) {
            List<String> names = write(home, jobs, downloadSteps, environment);
            job.draft()
                    .change(
                            moves
                                    ? "PyPI's action does not work in a called workflow: " + String.join(" and ", names)
                                            + " of " + home.workflow().path() + " uploads what job "
                                            + home.behind().id() + " has built, with nothing but the identity."
                                    : "Job " + job.job().id() + " builds and hands the distributions over; "
                                            + String.join(" and ", names)
                                            + " only uploads, with nothing but the identity.",
                            moves ? home.behind().key().place() : job.place());
            followers(home, names, jobs.stream().anyMatch(j -> j.carried().condition() != null));
        }
        later();
    }

    /** Puts the uploading jobs behind the one that hands over; answers their names. */
    private List<String> write(Home home, List<NewJob> jobs, List<String> downloadSteps, @Nullable String environment) {
        List<String> names = new ArrayList<>();
        String behind = home.behind().id();
        for (NewJob next : jobs) {
            String name = freeName(home, next.upload().registry());
            String text = text(home, next, downloadSteps, environment, names, jobs);
            String after = behind;
            YamlValue value = YamlValue.snippet(text);
            job.draft()
                    .edit(
                            home.workflow().source(),
                            next.upload().step().node().place(),
                            e -> e.set(
                                    YamlPath.keys("jobs"),
                                    new YamlValue.Field(name, value, next.comments()),
                                    new YamlEdits.After(after),
                                    spaced(home.workflow())));
            names.add(name);
            behind = name;
        }
        return names;
    }

    private boolean moves() {
        return !homes.getFirst().workflow().path().equals(job.workflow().path());
    }

    /** What a moved job would say of the called workflow's own inputs, jobs or matrix; null where it says nothing. */
    private @Nullable String local(List<NewJob> jobs, List<String> downloadSteps, Map<String, String> outputs) {
        List<String> texts = new ArrayList<>(downloadSteps);
        texts.addAll(outputs.values());
        for (NewJob next : jobs) {
            texts.addAll(next.upload().options().values());
            texts.add(next.upload().folder());
            texts.add(String.valueOf(next.carried().condition()));
        }
        texts.add(String.valueOf(job.job().condition()));
        if (job.job().environment() instanceof EnvironmentRef.Computed computed) {
            texts.add(computed.expression());
        }
        Pattern own = Pattern.compile("\\b(inputs|needs|matrix|env|vars|secrets)\\.[\\w.-]+");
        return texts.stream()
                .map(own::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(null);
    }

    /** A called job that only downloaded and uploaded has nothing left to do. */
    private void removeJob() {
        Place place = job.place();
        boolean needed = job.workflow().jobs().stream()
                .anyMatch(j -> j.needs().contains(job.job().id()));
        if (needed || job.workflow().jobs().size() < 2) {
            throw new Draft.Stop(
                    "Job " + job.job().id() + " of " + job.workflow().path()
                            + (needed ? " is needed by other jobs there." : " is all that the called workflow does."),
                    "Move the job into the calling workflow by hand.",
                    place);
        }
        job.edit(place, e -> e.remove(job.path()));
    }

    /** A job that only downloads and uploads keeps its last upload; each one before it gets a job that comes first. */
    private void peel() {
        List<String> names = new ArrayList<>();
        for (Upload upload : uploads.subList(0, uploads.size() - 1)) {
            String condition = joined(job.job().condition(), upload.step().condition());
            Conditions.Carried carried = Conditions.carry(condition, job.job().id())
                    .filter(c -> c.outputs().isEmpty() && !c.oneLeg())
                    .orElseThrow(() -> new Draft.Stop(
                            "The upload of job " + job.job().id() + " runs on a condition that only a step can ask.",
                            "Give each index a job of its own by hand.",
                            upload.step().node().place()));
            String name = freeName(homes.getFirst(), upload.registry());
            List<String> needs = new ArrayList<>(job.job().needs());
            YamlValue value = YamlValue.snippet(job(upload, carried, needs, downloadSteps(), wanted(upload)));
            List<String> comments = commentsAbove(upload);
            job.edit(
                    upload.step().node().place(),
                    e -> e.set(
                            YamlPath.keys("jobs"),
                            new YamlValue.Field(name, value, comments),
                            new YamlEdits.Before(job.job().id()),
                            spaced(job.workflow())));
            job.remove(upload.step());
            names.add(name);
        }
        addNeeds(job.workflow(), job.job(), names);
        stays = true;
        job.draft()
                .change(
                        "Each index has a job of its own, as each has its own publisher: " + String.join(", ", names)
                                + " comes before " + job.job().id() + ".",
                        job.place());
    }

    private boolean stays;

    /** Whether the job itself still uploads, so that it needs the identity. */
    boolean stays() {
        return stays;
    }

    private static @Nullable String joined(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return "(" + Conditions.bare(a) + ") && (" + Conditions.bare(b) + ")";
    }

    private @Nullable String wanted(Upload upload) {
        PublishJob publish = publishes.stream()
                .filter(p -> p.registry().equals(upload.registry()))
                .findFirst()
                .orElse(publishes.getFirst());
        return WorkflowMigration.environmentName(job.draft().options().environments(), List.of(publish));
    }

    /** @param comments what stood above the step that uploaded, each with its {@code #} */
    private record NewJob(Upload upload, Conditions.Carried carried, List<String> comments) {}

    /** A step that goes as a whole leaves its introduction to the job that takes over. */
    private List<String> commentsAbove(Upload upload) {
        boolean goes = upload.command() == null
                || job.script(upload.step())
                        .flatMap(s -> s.without(UploadCommand.of("pypi")))
                        .filter(ScriptText::doesNothing)
                        .isPresent();
        if (!goes) {
            return List.of();
        }
        String source = job.workflow().source().text();
        List<String> lines =
                new ArrayList<>(source.substring(0, upload.step().node().place().start())
                        .lines()
                        .toList());
        List<String> found = new ArrayList<>();
        for (int i = lines.size() - 2; i >= 0 && lines.get(i).strip().startsWith("#"); i--) {
            found.addFirst(lines.get(i).strip());
        }
        return found;
    }

    /** The installation of an uploader that nobody calls any more. */
    private void uninstall() {
        boolean used = job.now().steps().stream()
                .anyMatch(s ->
                        s.run() != null && s.run().text().matches("(?s).*\\btwine\\s+(check|upload|register)\\b.*"));
        if (used) {
            return;
        }
        for (Step step : job.steps()) {
            job.script(step)
                    .flatMap(s -> s.without(PythonSplit::installsTwineOnly))
                    .ifPresent(s -> job.script(step, s));
        }
    }

    private static boolean installsTwineOnly(Command command) {
        String line = String.join(" ", ScriptText.words(command));
        return line.matches("((python3?|py) -m )?(uv )?pip3? install( -U| --upgrade| -q| --user| --system)*"
                        + " twine([=<>~!].*)?")
                || line.matches("(pipx|uv tool) install twine([=<>~!@].*)?");
    }

    private YamlEdits output(YamlEdits edits, String name, String value) {
        YamlPath path = job.path();
        return edits.node(path.key("outputs")).isPresent()
                ? edits.set(path.key("outputs"), name, YamlValue.text(value))
                : edits.set(path, "outputs", YamlValue.fields(Map.of(name, value)), new YamlEdits.Before("steps"));
    }

    private String artifactName() {
        boolean taken = Stream.concat(Stream.of(job.workflow()), homes.stream().map(Home::workflow))
                .flatMap(w -> w.jobs().stream())
                .flatMap(j -> j.steps().stream())
                .anyMatch(s -> "actions/upload-artifact".equalsIgnoreCase(s.action())
                        && s.with().getOrDefault("name", "").startsWith("dist"));
        return taken ? "python-distributions" : "dist";
    }

    /** Takes the uploads out; at the place of the first one the artifact is handed over. */
    private void take(String artifact, boolean legs, boolean handOver) {
        boolean handed = false;
        for (Upload upload : uploads) {
            Step step = upload.step();
            if (job.position(step.index()) < 0) {
                continue;
            }
            if (!handed && handOver) {
                job.insertBehind(step, handOver(upload, artifact, legs));
                handed = true;
            }
            ScriptText script =
                    upload.command() == null ? null : job.script(step).orElse(null);
            if (script == null) {
                job.remove(step);
                continue;
            }
            ScriptText built = builds(script);
            Optional<ScriptText> cut = built.without(UploadCommand.of("pypi"));
            job.script(
                    step,
                    cut.orElseThrow(() -> new Draft.Stop(
                            "The upload of job " + job.job().id()
                                    + " is wound into other commands and cannot be taken out safely.",
                            "Take the upload out of the script by hand and divide the job.",
                            step.node().place())));
        }
    }

    /** Tools that build while they publish build only. */
    private static ScriptText builds(ScriptText script) {
        ScriptText now = script;
        for (int i = 0; i < now.read().commands().size(); i++) {
            Command command = now.read().commands().get(i);
            Tool tool = UploadCommand.tool(command).orElse(null);
            List<String> words = ScriptText.words(command);
            if (tool == null) {
                continue;
            }
            String build = switch (tool.name()) {
                case "poetry publish" -> words.contains("--build") ? prefix(words, "publish") + "build" : null;
                case "flit publish", "pdm publish" ->
                    words.contains("--no-build") ? null : prefix(words, "publish") + "build";
                case "setup.py upload" ->
                    String.join(
                            " ", words.stream().filter(w -> !w.equals("upload")).toList());
                default -> null;
            };
            if (build != null) {
                now = now.replacing(command, build);
            }
        }
        return now;
    }

    private static String prefix(List<String> words, String until) {
        return String.join(" ", words.subList(0, words.indexOf(until))) + " ";
    }

    private String handOver(Upload upload, String artifact, boolean legs) {
        String condition = upload.step().condition();
        return "name: Hand the distributions over\n"
                + (condition == null ? "" : "if: " + quoted(condition) + "\n")
                + "uses: " + use("actions/upload-artifact") + "\n"
                + "with:\n"
                + "  name: " + artifact + (legs ? "-${{ strategy.job-index }}" : "") + "\n"
                + "  path: " + upload.folder() + "/\n"
                + "  if-no-files-found: error\n";
    }

    private String download(String artifact, boolean legs) {
        return "  - uses: " + use("actions/download-artifact") + "\n"
                + "    with:\n"
                + (legs
                        ? "      pattern: " + artifact + "-*\n      merge-multiple: true\n"
                        : "      name: " + artifact + "\n")
                + "      path: dist/\n";
    }

    /** The job has no build of its own: what it downloads is downloaded in the new jobs too. */
    private List<String> downloadSteps() {
        List<String> steps = new ArrayList<>();
        for (Step step : job.job().steps()) {
            if ("actions/download-artifact".equalsIgnoreCase(step.action()) && step.uses() != null) {
                StringBuilder text =
                        new StringBuilder("  - uses: " + step.uses().text() + comment(step.uses()) + "\n");
                if (!step.with().isEmpty()) {
                    text.append("    with:\n");
                    step.with()
                            .forEach((k, v) -> text.append("      ")
                                    .append(k)
                                    .append(": ")
                                    .append(quoted(v))
                                    .append('\n'));
                }
                steps.add(text.toString());
            }
        }
        return steps;
    }

    /** The comment behind a value, which for an action says which version a commit is. */
    private String comment(YamlNode.Scalar value) {
        String source = job.workflow().source().text();
        String rest = source.substring(value.place().end()).lines().findFirst().orElse("");
        return rest.matches("\\s+#.*") ? " " + rest.strip() : "";
    }

    private String use(String action) {
        return job.draft().options().pins().use(action, true);
    }

    /** The environment guards the upload, not the build. */
    private @Nullable String moveEnvironment() {
        YamlNode node = job.now().node().get("environment").orElse(null);
        String written = switch (job.job().environment()) {
            case EnvironmentRef.None _ -> null;
            case EnvironmentRef.Named named -> named.name();
            case EnvironmentRef.Computed computed -> computed.expression();
        };
        if (node != null) {
            job.edit(job.place(), e -> e.remove(job.path().key("environment")));
        }
        return written;
    }

    private String freeName(Home home, RegistryId registry) {
        String wanted = "publish-to-" + registry.id();
        Set<String> taken = new TreeSet<>();
        job.draft().now(home.workflow()).jobs().forEach(j -> taken.add(j.id()));
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private String text(
            Home home,
            NewJob next,
            List<String> downloads,
            @Nullable String environment,
            List<String> before,
            List<NewJob> all) {
        Upload upload = next.upload();
        boolean last = upload.registry().equals(RegistryId.PYPI) || all.size() == 1;
        String env = environment != null && last ? environment : wanted(upload);
        List<String> needs = new ArrayList<>(List.of(home.behind().id()));
        boolean sameCondition = all.stream()
                .limit(before.size())
                .allMatch(o ->
                        Objects.equals(o.carried().condition(), next.carried().condition()));
        if (sameCondition) {
            needs.addAll(before);
        }
        Conditions.Carried carried = moves()
                ? new Conditions.Carried(
                        joined(job.job().condition(), next.carried().condition()),
                        Map.of(),
                        next.carried().oneLeg())
                : next.carried();
        return job(upload, carried, needs, downloads, env);
    }

    private String job(
            Upload upload,
            Conditions.Carried carried,
            List<String> needs,
            List<String> downloads,
            @Nullable String environment) {
        StringBuilder text = new StringBuilder();
        text.append("name: Publish to ")
                .append(upload.registry().equals(RegistryId.TESTPYPI) ? "TestPyPI" : "PyPI")
                .append('\n');
        if (!needs.isEmpty()) {
            text.append("needs: ")
                    .append(needs.size() == 1 ? needs.getFirst() : "[" + String.join(", ", needs) + "]")
                    .append('\n');
        }
        if (carried.condition() != null) {
            text.append("if: ").append(quoted(carried.condition())).append('\n');
        }
        text.append("runs-on: ubuntu-latest\n");
        if (environment != null) {
            text.append("environment: ").append(quoted(environment)).append('\n');
        }
        text.append("permissions:\n  id-token: write\nsteps:\n");
        downloads.forEach(text::append);
        text.append("  - uses: ").append(use(PUBLISH)).append('\n');
        Map<String, String> inputs = new LinkedHashMap<>();
        if (upload.registry().equals(RegistryId.TESTPYPI)) {
            inputs.put("repository-url", "https://test.pypi.org/legacy/");
        }
        boolean ownDownload = downloads.stream().anyMatch(d -> d.contains("path: dist/") || d.contains("path: dist\n"));
        if (!ownDownload && !upload.folder().equals("dist")) {
            inputs.put("packages-dir", upload.folder() + "/");
        }
        inputs.putAll(upload.options());
        if (!inputs.isEmpty()) {
            text.append("    with:\n");
            inputs.forEach((k, v) -> text.append("      ")
                    .append(k)
                    .append(": ")
                    .append(quoted(v))
                    .append('\n'));
        }
        return text.toString();
    }

    /** Whether the file puts blank lines between its jobs, by most of them. */
    private static boolean spaced(Workflow workflow) {
        String source = workflow.source().text();
        List<Job> all = workflow.jobs();
        int apart = 0;
        for (int i = 1; i < all.size(); i++) {
            String above = source.substring(0, all.get(i).key().place().start());
            List<String> lines =
                    above.substring(0, above.lastIndexOf('\n') + 1).lines().toList();
            int at = lines.size() - 1;
            while (at > 0 && lines.get(at).strip().startsWith("#")) {
                at--;
            }
            apart += at >= 0 && lines.get(at).isBlank() ? 1 : 0;
        }
        return all.size() < 2 || 2 * apart >= all.size() - 1;
    }

    /** A scalar of a snippet, in quotes only where YAML needs them. */
    static String quoted(String text) {
        return text.matches("true|false|[0-9.]+")
                        || (text.matches("[A-Za-z0-9_./$(][^\\n\\t]*")
                                && !text.contains(": ")
                                && !text.contains(" #")
                                && !text.endsWith(":"))
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** Jobs that waited for the upload wait for it still, where that cannot keep them from running. */
    private void followers(Home home, List<String> names, boolean conditional) {
        for (Job other : home.workflow().jobs()) {
            if (!other.needs().contains(home.behind().id())) {
                continue;
            }
            if (conditional) {
                job.draft()
                        .review(
                                "Job " + other.id() + " needs " + home.behind().id()
                                        + ", which no longer uploads itself: let it need " + String.join(", ", names)
                                        + " too if it must run after the upload.",
                                other.key().place());
                continue;
            }
            addNeeds(home.workflow(), other, names);
        }
        for (Job other : moves() ? job.workflow().jobs() : List.<Job>of()) {
            if (other.needs().contains(job.job().id())) {
                job.draft()
                        .review(
                                "Job " + other.id() + " of " + job.workflow().path()
                                        + " ran after the upload and runs before it now.",
                                other.key().place());
            }
        }
    }

    private void addNeeds(Workflow workflow, Job other, List<String> names) {
        YamlPath needs = YamlPath.job(other.id()).key("needs");
        if (other.node().get("needs").orElse(null) instanceof YamlNode.Sequence s) {
            int count = s.items().size();
            for (int i = 0; i < names.size(); i++) {
                YamlValue name = like(s, names.get(i));
                int at = count + i;
                job.draft().edit(workflow.source(), other.key().place(), e -> e.insert(needs, at, name));
            }
            return;
        }
        List<String> all = new ArrayList<>(other.needs());
        all.addAll(names);
        job.draft()
                .edit(
                        workflow.source(),
                        other.key().place(),
                        e -> e.set(
                                YamlPath.job(other.id()),
                                "needs",
                                YamlValue.flowItems(all.toArray(new String[0])),
                                new YamlEdits.After("name")));
    }

    /** A name in the quotes that its neighbours have. */
    private static YamlValue like(YamlNode.Sequence neighbours, String name) {
        return !neighbours.items().isEmpty()
                        && neighbours.items().getLast() instanceof YamlNode.Scalar last
                        && (last.style() == YamlNode.Style.SINGLE_QUOTED
                                || last.style() == YamlNode.Style.DOUBLE_QUOTED)
                ? YamlValue.snippet(last.style() == YamlNode.Style.SINGLE_QUOTED ? "'" + name + "'" : '"' + name + '"')
                : YamlValue.text(name);
    }

    /** What stood behind the upload runs before it now. */
    private void later() {
        int last = uploads.stream().mapToInt(u -> u.step().index()).max().orElse(0);
        List<String> behind = job.steps().stream()
                .filter(s -> s.index() > last)
                .map(s -> s.name() != null
                        ? s.name()
                        : s.uses() != null ? s.uses().text() : "step " + (s.index() + 1))
                .toList();
        if (!behind.isEmpty()) {
            job.draft()
                    .review(
                            "These steps of job " + job.job().id() + " stood behind the upload and run before it now: "
                                    + String.join(", ", behind) + ".",
                            job.place());
        }
    }
}
