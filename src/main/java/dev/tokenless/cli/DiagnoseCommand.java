package dev.tokenless.cli;

import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.diagnose.Diagnosis;
import dev.tokenless.diagnose.Given;
import dev.tokenless.github.GitHubSession;
import dev.tokenless.github.Right;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.OnlineDiagnosis;
import dev.tokenless.migration.PublisherLook;
import dev.tokenless.migration.RefusedInLog;
import dev.tokenless.migration.Remembered;
import dev.tokenless.net.Http;
import dev.tokenless.oidc.ClaimsReader;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.oidc.TokenReader;
import dev.tokenless.registry.TrustedPublisher;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.report.DiagnosisReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tokenless diagnose}. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = "From whatever is there - a log, a token, claims, the repository, the publishers - to the cause"
                + " and the fix. '-' is standard input. Secrets are masked before anything is shown.")
final class DiagnoseCommand implements Callable<Integer> {
    /** An archive of a run's logs may be large; more than this is none. */
    private static final int MOST_BYTES = 64 << 20;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of a repository. Without it, and without log, token or claims, the current one.")
    private @Nullable String path;

    @Option(names = "--registry", paramLabel = "ID", description = "The registry that refused.")
    private @Nullable String registry;

    @Option(names = "--log", paramLabel = "FILE", description = "A log, an error line, or the archive of a run's logs.")
    private @Nullable String log;

    @Option(names = "--token", paramLabel = "FILE", description = "An identity token; decoded here, sent nowhere.")
    private @Nullable String token;

    @Option(names = "--claims", paramLabel = "FILE", description = "Claims as a JSON object.")
    private @Nullable String claims;

    @Option(names = "--publishers", paramLabel = "FILE", description = "What the registries hold, as JSON.")
    private @Nullable String publishers;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "A failed run at GitHub: its number, its address, or 'last'. Asks GitHub.")
    private @Nullable String run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Mixin
    private Network network = new Network();

    @Mixin
    private SignInChoice choice = new SignInChoice();

    DiagnoseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws IOException {
        RegistryId meant = registry == null ? null : WorkflowCommand.registry(registry);
        List<TrustedPublisher> known = publishers == null ? null : Publishers.read(terminal, publishers);
        boolean nothingElse = (log == null && token == null && claims == null) || run != null;
        Project project = path == null && !nothingElse
                ? null
                : ProjectReader.read(Repositories.folder(terminal, path == null ? "." : path));
        Given given = new Given(
                project,
                null,
                token == null ? null : token(token),
                claims == null ? null : claims(claims),
                KnownPublishers.listed(known),
                meant);
        if (log != null) {
            // Who has only one thing at hand gives it as the log, be it a token.
            boolean alone = token == null && claims == null;
            byte[] bytes = bytes(log);
            given = alone ? given.withFile(bytes) : given.withLog(bytes);
        }
        given = remembering(given, project);
        if (offline(project)) {
            return tell(Diagnosis.of(given), project);
        }
        RepositoryId repository = GitHubSide.atGitHub(project == null ? null : project.repository());
        try (Http http = Http.standard()) {
            GitHubSide side = new GitHubSide(terminal, http, repository);
            if (run != null) {
                GitHubSession session = side.signedIn(
                        choice, "https://" + repository.host() + "/" + repository.slug() + "/actions", Right.READ_RUNS);
                given = given.withLog(FailedRun.log(terminal, session, repository, run));
            }
            OnlineDiagnosis online = OnlineDiagnosis.of(given, GitHubSide.session(terminal, http, repository));
            return tell(online.diagnosis(), project);
        }
    }

    /** With what is kept of the publishers from earlier looks, or from the user's word. */
    private Given remembering(Given given, @Nullable Project project) throws IOException {
        RepositoryId repository = project == null ? null : project.repository();
        if (project == null
                || repository == null
                || !(States.store(terminal).read(repository) instanceof MigrationStore.Read(Remembered remembered))
                || remembered.equals(Remembered.NOTHING)) {
            return given;
        }
        Inspection inspection = Inspector.inspect(project, given.known(), KnownIdentity.NOTHING);
        return given.knowing(PublisherLook.recalled(inspection, remembered, given.known()));
    }

    private boolean offline(@Nullable Project project) {
        if (run == null && !network.allowed()) {
            return true;
        }
        if (run != null && network.forbidden()) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, "--run asks GitHub for a log, which --offline forbids.");
        }
        boolean elsewhere = project == null || project.repository() == null;
        if (run != null && elsewhere) {
            throw new Bug.Refusal(
                    ExitStatus.UNUSABLE, "--run needs the folder of a repository with a remote at GitHub.");
        }
        return elsewhere;
    }

    private int tell(Diagnosis diagnosis, @Nullable Project project) throws IOException {
        RepositoryId repository = project == null ? null : project.repository();
        if (repository != null && !diagnosis.log().isEmpty()) {
            RefusedInLog.keep(States.store(terminal), repository, diagnosis).forEach(terminal::complain);
        }
        if (format == Format.json) {
            terminal.out().print(DiagnosisReport.json(diagnosis));
        } else {
            PrintStream out = Folding.out(terminal, true);
            out.print(DiagnosisReport.text(diagnosis, terminal.style()));
            out.flush();
        }
        if (!diagnosis.causes().isEmpty()) {
            return ExitStatus.FINDINGS;
        }
        // What cannot be read, and a folder without anything to diagnose, are no good news.
        return diagnosis.unread().isEmpty() && diagnosis.lookedAtSomething() ? ExitStatus.FINE : ExitStatus.UNUSABLE;
    }

    /** What is given as a token must be one: an answer without it would be one to another question. */
    private String token(String file) {
        String text = text(file).strip();
        return switch (TokenReader.read(text)) {
            case TokenReader.Read _ -> text;
            case TokenReader.NotAToken(String reason) -> throw unusable(file, reason);
        };
    }

    private String claims(String file) {
        String text = text(file);
        return switch (ClaimsReader.read(text)) {
            case ClaimsReader.Read _ -> text;
            case ClaimsReader.Unreadable(String reason) -> throw unusable(file, reason);
        };
    }

    private static Bug.Refusal unusable(String file, String reason) {
        return new Bug.Refusal(
                ExitStatus.UNUSABLE,
                (file.equals("-") ? "standard input" : file) + ": " + reason + " --log takes any text.");
    }

    private String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String file) {
        if (file.equals("-")) {
            return read(terminal.in(), "standard input");
        }
        Path there = terminal.directory().resolve(file);
        if (!Files.isRegularFile(there)) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, file + " is not a file that can be read.");
        }
        try (InputStream in = Files.newInputStream(there)) {
            return read(in, file);
        } catch (IOException unreadable) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, file + " cannot be read. Check its permissions.");
        }
    }

    private static byte[] read(InputStream in, String name) {
        try {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Bug.Refusal(ExitStatus.UNUSABLE, name + " is too large. Cut it to the failed job.");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new Bug.Refusal(ExitStatus.UNUSABLE, name + " cannot be read.");
        }
    }
}
