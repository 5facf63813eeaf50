package dev.tokenless.cli;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Severity;
import dev.tokenless.net.Http;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.report.CheckJson;
import dev.tokenless.report.CheckMarkdown;
import dev.tokenless.report.CheckReport;
import dev.tokenless.report.CheckText;
import dev.tokenless.report.Checked;
import dev.tokenless.report.Sarif;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reads repositories and tells which jobs publish, what they will present, what the registry will"
                + " answer, and what is wrong or risky.")
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders of repositories; default: the current one.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--each", paramLabel = "DIR", description = "Every folder in DIR is a repository.")
    private List<String> each = new ArrayList<>();

    @Option(
            names = "--publishers",
            paramLabel = "FILE",
            description = "What the registries hold, as JSON. Without it:%n.github/trusted-publishers.json")
    private @Nullable String publishers;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severity that gives exit status 1: ${COMPLETION-CANDIDATES}; default"
                    + " ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.error;

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule; may be repeated.")
    private List<String> rules = new ArrayList<>();

    @Mixin
    private Network network = new Network();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Format {
        text,
        json,
        sarif,
        markdown
    }

    private enum FailOn {
        error,
        warning,
        never
    }

    @Override
    public Integer call() throws IOException {
        Set<String> wanted = wantedRules();
        List<TrustedPublisher> given = publishers == null ? null : Publishers.read(terminal, publishers);
        List<Path> repositories = Repositories.of(terminal, paths, each);
        PrintStream out = new PrintStream(
                new BufferedOutputStream(Folding.out(terminal, format == Format.text), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        Tally tally = new Tally();
        try (Http http = network.allowed() ? Http.standard() : null;
                CheckReport report = report(out, repositories.size())) {
            Online online = http == null ? null : new Online(terminal, http);
            Checking.each(repositories, given, offline -> {
                Checked checked = online == null ? offline : online.check(offline);
                Checked kept = new Checked(
                        checked.inspection(),
                        checked.findings().stream()
                                .filter(f -> wanted.isEmpty() || wanted.contains(f.rule()))
                                .toList(),
                        checked.unseen());
                tally.add(kept);
                report.project(kept);
            });
        }
        out.flush();
        return tally.status(failOn);
    }

    private CheckReport report(PrintStream out, int projects) throws IOException {
        return switch (format) {
            case text -> new CheckText(out, terminal.style());
            case json -> new CheckJson(out);
            case sarif -> new Sarif(out, projects > 1);
            case markdown -> new CheckMarkdown(out);
        };
    }

    private Set<String> wantedRules() {
        RuleNames.refuseUnknown(rules);
        return new TreeSet<>(rules);
    }

    /** What decides the exit status. */
    private static final class Tally {
        private boolean errors;
        private boolean warnings;
        private boolean unread;

        void add(Checked checked) {
            for (Finding finding : checked.findings()) {
                errors |= finding.severity() == Severity.ERROR;
                warnings |= finding.severity() == Severity.WARNING;
            }
            unread |= !checked.inspection().unread().isEmpty();
        }

        int status(FailOn failOn) {
            boolean found = switch (failOn) {
                case error -> errors;
                case warning -> errors || warnings;
                case never -> false;
            };
            if (found) {
                return ExitStatus.FINDINGS;
            }
            return unread ? ExitStatus.UNUSABLE : ExitStatus.FINE;
        }
    }
}
