package dev.tokenless.publish;

import dev.tokenless.ci.github.Job;
import dev.tokenless.ci.github.Step;
import dev.tokenless.ci.github.Workflow;
import dev.tokenless.publish.tasks.RepositoryFiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts that other jobs of a workflow hand over to a job (actions/upload-artifact and actions/download-artifact,
 * README): a job that only uploads what another one built says by them which package it is about.
 */
final class HandedOver {
    private HandedOver() {}

    /** The paths, from the repository's root, from which the artifacts that a job downloads were taken. */
    static List<String> paths(Workflow workflow, Job job) {
        List<String> paths = new ArrayList<>();
        for (Step download : job.steps()) {
            if (!"actions/download-artifact".equalsIgnoreCase(download.action())
                    || download.with().containsKey("run-id")) {
                continue;
            }
            String name = download.with().getOrDefault("name", "");
            String wanted = name.isEmpty() ? download.with().getOrDefault("pattern", "*") : name;
            for (Job other : workflow.jobs()) {
                if (!other.id().equals(job.id())) {
                    taken(other, wanted, paths);
                }
            }
        }
        return paths;
    }

    private static void taken(Job job, String wanted, List<String> paths) {
        for (Step upload : job.steps()) {
            if ("actions/upload-artifact".equalsIgnoreCase(upload.action())
                    && alike(upload.with().getOrDefault("name", "artifact"), wanted)) {
                upload.with()
                        .getOrDefault("path", "")
                        .lines()
                        .map(HandedOver::path)
                        .filter(p -> p != null && !paths.contains(p))
                        .forEach(paths::add);
            }
        }
    }

    private static @Nullable String path(String line) {
        String path = line.strip().replaceFirst("[*?\\[{$].*$", "");
        return path.isEmpty() || line.strip().startsWith("!") ? null : RepositoryFiles.resolve("", path);
    }

    /** Whether two names may be the same, as far as they are written out; the rest is a pattern or computed. */
    private static boolean alike(String name, String wanted) {
        String a = name.replaceFirst("\\$\\{\\{.*$", "");
        String b = wanted.replaceFirst("(\\*|\\$\\{\\{).*$", "");
        boolean open = !a.equals(name) || !b.equals(wanted);
        return open ? a.startsWith(b) || b.startsWith(a) : name.equals(wanted);
    }
}
