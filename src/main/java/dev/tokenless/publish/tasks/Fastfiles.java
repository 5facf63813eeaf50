package dev.tokenless.publish.tasks;

import dev.tokenless.repo.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lanes of a Fastfile (docs.fastlane.tools, "Lanes"): {@code lane :name do ... end}. */
final class Fastfiles {
    private static final Pattern LANE = Pattern.compile("(?m)^([ \\t]*)(?:private_)?lane[ \\t]+:(\\w+)[ \\t]+do\\b.*$");

    private Fastfiles() {}

    static List<Task> find(RepositoryFiles files, String folder, String name) {
        Optional<SourceText> source =
                files.first(folder, List.of("fastlane/Fastfile", "Fastfile", ".fastlane/Fastfile"));
        if (source.isEmpty()) {
            return List.of();
        }
        String text = source.get().text();
        Matcher lane = LANE.matcher(text);
        while (lane.find()) {
            if (lane.group(2).equals(name)) {
                Matcher end =
                        Pattern.compile("(?m)^" + lane.group(1) + "end\\b").matcher(text);
                int stop = end.find(lane.end()) ? end.start() : text.length();
                return List.of(Task.of(
                        source.get().path() + ": " + name,
                        ProgramText.commands(text.substring(lane.end(), stop)),
                        source.get(),
                        folder));
            }
        }
        return List.of();
    }
}
