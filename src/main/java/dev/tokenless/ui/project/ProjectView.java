package dev.tokenless.ui.project;

import dev.tokenless.ui.Answer;
import dev.tokenless.ui.Rich;
import dev.tokenless.ui.Sign;
import dev.tokenless.ui.sheet.Sheet;
import java.util.List;

/** What the screen shows at one moment. */
record ProjectView(
        Answer answer,
        List<Fact> facts,
        List<UploadRow> uploads,
        List<JobRow> jobs,
        String jobsNote,
        List<ProblemRow> problems,
        int chosenUpload,
        int chosenJob,
        Sheet sheet) {
    static final ProjectView NONE = new ProjectView(
            new Answer(Sign.WAITING, Rich.EMPTY, Rich.EMPTY),
            List.of(),
            List.of(),
            List.of(),
            "",
            List.of(),
            -1,
            -1,
            Sheet.NONE);

    record Fact(String name, String value) {}

    /** A package at a registry. */
    record UploadRow(
            String name,
            String manifest,
            String registry,
            String place,
            String job,
            Sign sign,
            String login,
            String key) {}

    /** A job that publishes; {@code environment} is a chip where it is a name or an expression. */
    record JobRow(
            String job,
            String tool,
            Sign idTokenSign,
            String idToken,
            boolean named,
            String environment,
            String environmentNote,
            String trigger,
            String otherTriggers) {}

    /** Something that could not be read. */
    record ProblemRow(String place, String message) {}
}
