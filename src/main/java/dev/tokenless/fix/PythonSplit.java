package dev.tokenless.fix;

import dev.tokenless.ci.EnvironmentRef;
import dev.tokenless.edit.YamlEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Divides a job that builds and uploads to PyPI: the build stays, the distributions are handed over as an artifact, and
 * each index gets a job that only uploads, by PyPI's own action.
 */
final class PythonSplit {
    private static final Pattern OLD_TWINE =
            Pattern.compile("twine\\s*(==|~=|<=?)\\s*([0-5](\\.\\d+)*|6\\.0(\\.\\d+)*)\\b");
    /** What only the workflow and the job that say it know. */
    private static final Pattern OWN = Pattern.compile("\\b(inputs|needs|matrix|env|vars|secrets)\\.[\\w.-]+");

    private final JobDraft job;
    private final List<PublishJob> publishes;
    private final List<PythonUpload> uploads;
    private final List<UploadHome> homes;

    private PythonSplit(JobDraft job, List<PublishJob> publishes, List<PythonUpload> uploads, List<UploadHome> homes) {
        this.job = job;
        this.publishes = publishes;
        this.uploads = uploads;
        this.homes = homes;
    }

    /** The division, where one is needed or wanted; else null. */
    static @Nullable PythonSplit of(JobDraft job, List<PublishJob> publishes) {
        return of(job, publishes, List.of(new UploadHome(job.workflow(), job.job())));
    }

    /** The division in which the uploads go to other workflows; stops where the uploads cannot be taken out. */
    static PythonSplit into(JobDraft job, List<PublishJob> publishes, List<UploadHome> homes) {
        PythonSplit split = of(job, publishes, homes);
        if (split == null) {
            throw hidden(job, publishes.getFirst());
        }
        return split;
    }

    private static @Nullable PythonSplit of(JobDraft job, List<PublishJob> publishes, List<UploadHome> homes) {
        List<PythonUpload> uploads = PythonUpload.of(job, publishes);
        PythonSplit split = new PythonSplit(job, publishes, uploads, homes);
        boolean tooOld = job.job().steps().stream()
                .anyMatch(s ->
                        s.run() != null && OLD_TWINE.matcher(s.run().text()).find());
        boolean without = uploads.stream()
                .anyMatch(u -> u.tool().identity() == Tool.Identity.NONE
                        || (u.tool().name().equals("twine upload") && tooOld));
        boolean several =
                uploads.stream().map(PythonUpload::registry).distinct().count() > 1;
        boolean wanted = (split.moves() || job.draft().options().separateBuild() && split.builds())
                && uploads.size() == publishes.size();
        if (!(without || several || wanted) || uploads.isEmpty()) {
            if (without || publishes.stream().anyMatch(p -> PythonMigration.WITHOUT_IDENTITY.contains(p.tool()))) {
                throw hidden(job, publishes.getFirst());
            }
            return null;
        }
        return split;
    }

    private static Draft.Stop hidden(JobDraft job, PublishJob publish) {
        return new Draft.Stop(
                "Job " + job.job().id() + " uploads with " + publish.tool()
                        + ", which has no trusted publishing, from a place outside of the workflow.",
                "Let the job only build, hand the distributions over with actions/upload-artifact, and upload them"
                        + " with "
                        + IndexJob.ACTION + " in a job of its own.",
                publish.place());
    }

    private boolean moves() {
        return !homes.getFirst().workflow().path().equals(job.workflow().path());
    }

    private boolean builds() {
        return job.job().steps().stream().anyMatch(s -> "actions/checkout".equalsIgnoreCase(s.action()));
    }

    /** Whether the job builds nothing, and uploads what it downloads. */
    private boolean passesOn() {
        return !builds() && job.job().steps().stream().anyMatch(Distributions::isDownload);
    }

    /** Whether the job itself still uploads, so that it needs the identity. */
    boolean stays() {
        return !moves() && passesOn() && uploads.stream().allMatch(u -> u.tool().identity() == Tool.Identity.NATIVE);
    }

    /** Writes the division. */
    void write() {
        PythonUpload first = uploads.getFirst();
        if (uploads.stream()
                .anyMatch(u -> !u.folder().equals(first.folder()) || u.folder().contains(".."))) {
            throw new Draft.Stop(
                    "Job " + job.job().id() + " uploads distributions from different folders.",
                    "Divide the job by hand: a build job, and for each index a job that uploads.",
                    first.step().node().place());
        }
        if (stays()) {
            peel();
        } else {
            divide();
        }
    }

    private void divide() {
        BuildingJob building = new BuildingJob(job);
        List<IndexJob> jobs = uploads.stream().map(u -> indexJob(u, building)).toList();
        boolean oneLeg = jobs.stream().anyMatch(j -> j.carried().oneLeg());
        Distributions built = new Distributions(
                Distributions.freeName(
                        Stream.concat(Stream.of(job.workflow()), homes.stream().map(UploadHome::workflow))),
                job.job().matrix() != null && !oneLeg,
                job.draft().options().pins());
        boolean passesOn = passesOn();
        building.take(uploads, passesOn ? null : built);
        List<String> own = passesOn ? Distributions.downloads(job) : List.of();
        Map<String, String> outputs = new LinkedHashMap<>();
        jobs.forEach(j -> outputs.putAll(j.carried().outputs()));
        if (moves()) {
            refuseWhatOnlyTheWorkflowKnows(jobs, own, outputs);
        }
        building.output(outputs);
        building.uninstall();
        String environment = building.takeEnvironment();
        if (moves() && passesOn) {
            building.remove();
        }
        Followers followers = new Followers(job);
        for (UploadHome home : homes) {
            List<String> names = write(home, jobs, passesOn ? own : List.of(built.download()), environment);
            told(home, names);
            followers.waiting(
                    home, names, jobs.stream().anyMatch(j -> j.carried().condition() != null));
            if (moves()) {
                followers.leftBehind();
            }
        }
        followers.steps(uploads);
    }

    private IndexJob indexJob(PythonUpload upload, BuildingJob building) {
        Conditions.Carried carried = Conditions.carry(
                        upload.step().condition(), job.job().id())
                .orElseThrow(() -> new Draft.Stop(
                        "The upload of job " + job.job().id() + " runs on a condition that only a step can ask: "
                                + upload.step().condition() + ".",
                        "Divide the job by hand: build here, upload in a job of its own with that condition.",
                        upload.step().node().place()));
        return new IndexJob(upload, carried, building.commentsAbove(upload));
    }

    private void told(UploadHome home, List<String> names) {
        job.draft()
                .change(
                        moves()
                                ? "PyPI's action does not work in a called workflow: " + String.join(" and ", names)
                                        + " of " + home.workflow().path() + " uploads what job "
                                        + home.behind().id() + " has built, with nothing but the identity."
                                : "Job " + job.job().id() + " builds and hands the distributions over; "
                                        + String.join(" and ", names)
                                        + " only uploads, with nothing but the identity.",
                        moves() ? home.behind().key().place() : job.place());
    }

    /** Puts the uploading jobs behind the one that hands over; answers their names. */
    private List<String> write(
            UploadHome home, List<IndexJob> jobs, List<String> downloads, @Nullable String environment) {
        List<String> names = new ArrayList<>();
        String behind = home.behind().id();
        for (IndexJob next : jobs) {
            String name = home.freeName(job.draft(), next.upload().registry());
            boolean last = next.upload().registry().equals(RegistryId.PYPI) || jobs.size() == 1;
            String text = (moves()
                            ? next.on(Conditions.both(
                                    job.job().condition(), next.carried().condition()))
                            : next)
                    .text(
                            needs(home, next, names, jobs),
                            downloads,
                            environment != null && last ? environment : wanted(next.upload()),
                            job.draft().options().pins());
            home.put(job.draft(), name, next, text, new YamlEdits.After(behind));
            names.add(name);
            behind = name;
        }
        return names;
    }

    /** An upload comes after the ones before it, unless it could run where one of them does not. */
    private static List<String> needs(UploadHome home, IndexJob next, List<String> before, List<IndexJob> all) {
        List<String> needs = new ArrayList<>(List.of(home.behind().id()));
        boolean sameCondition = all.stream()
                .limit(before.size())
                .allMatch(o ->
                        Objects.equals(o.carried().condition(), next.carried().condition()));
        if (sameCondition) {
            needs.addAll(before);
        }
        return needs;
    }

    /** A moved job cannot say anything of the called workflow's own inputs, jobs or matrix. */
    private void refuseWhatOnlyTheWorkflowKnows(
            List<IndexJob> jobs, List<String> downloads, Map<String, String> outputs) {
        List<String> texts = new ArrayList<>(downloads);
        texts.addAll(outputs.values());
        jobs.forEach(j -> j.said().forEach(texts::add));
        texts.add(String.valueOf(job.job().condition()));
        if (job.job().environment() instanceof EnvironmentRef.Computed computed) {
            texts.add(computed.expression());
        }
        texts.stream()
                .map(OWN::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .ifPresent(local -> {
                    throw new Draft.Stop(
                            "The upload of job " + job.job().id() + " says something that only its own workflow knows: "
                                    + local + ".",
                            "Move the publishing job into the calling workflow by hand.",
                            uploads.getFirst().step().node().place());
                });
    }

    /** A job that only downloads and uploads keeps its last upload; each one before it gets a job that comes first. */
    private void peel() {
        UploadHome home = homes.getFirst();
        BuildingJob building = new BuildingJob(job);
        List<String> names = new ArrayList<>();
        for (PythonUpload upload : uploads.subList(0, uploads.size() - 1)) {
            String condition =
                    Conditions.both(job.job().condition(), upload.step().condition());
            Conditions.Carried carried = Conditions.carry(condition, job.job().id())
                    .filter(c -> c.outputs().isEmpty() && !c.oneLeg())
                    .orElseThrow(() -> new Draft.Stop(
                            "The upload of job " + job.job().id() + " runs on a condition that only a step can ask.",
                            "Give each index a job of its own by hand.",
                            upload.step().node().place()));
            String name = home.freeName(job.draft(), upload.registry());
            IndexJob next = new IndexJob(upload, carried, building.commentsAbove(upload));
            String text = next.text(
                    job.job().needs(),
                    Distributions.downloads(job),
                    wanted(upload),
                    job.draft().options().pins());
            home.put(
                    job.draft(),
                    name,
                    next,
                    text,
                    new YamlEdits.Before(job.job().id()));
            job.remove(upload.step());
            names.add(name);
        }
        new Followers(job).needs(job.workflow(), job.job(), names);
        job.draft()
                .change(
                        "Each index has a job of its own, as each has its own publisher: " + String.join(", ", names)
                                + " comes before " + job.job().id() + ".",
                        job.place());
    }

    /** The environment that the upload gets where there is none yet. */
    private @Nullable String wanted(PythonUpload upload) {
        PublishJob publish = publishes.stream()
                .filter(p -> p.registry().equals(upload.registry()))
                .findFirst()
                .orElse(publishes.getFirst());
        return WorkflowMigration.environmentName(job.draft().options().environments(), List.of(publish));
    }
}
