package dev.tokenless.ui.shell;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.registry.SecondFactor;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.Desktop;
import dev.tokenless.ui.Texts;
import dev.tokenless.ui.VirtualThreads;
import dev.tokenless.ui.session.Core;
import dev.tokenless.ui.session.Place;
import dev.tokenless.ui.session.StepId;
import dev.tokenless.ui.settings.SettingsFile;
import dev.tokenless.ui.signin.GitHubGround;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * A second window's worth of objects that nobody sees: what a user is likely to press first is pressed in it, styled and laid
 * out once, because whatever a program does for the first time takes it several times as long. It knows the sample alone;
 * nothing is asked of anybody and no file is written.
 */
final class Unseen {
    /** Enough rows to fill the table of a portfolio. */
    private static final int CLONES = 40;

    private final Composition whole;
    private final Parent root;

    /** Like the window that is seen, in its size and its style. */
    Unseen(Scene seen) {
        SettingsFile settings = new SettingsFile(nowhere());
        whole = new Composition(
                settings,
                new Texts(),
                new Themes(settings),
                new NoDesktop(),
                Clock.systemDefaultZone(),
                new VirtualThreads(),
                new SampleCore(),
                new MigrationStore(nowhere()),
                Duration.ZERO,
                SecondFactor.none(),
                GitHubGround.live());
        root = whole.root();
        root.setStyle(seen.getRoot().getStyle());
        Scene scene = new Scene(root, seen.getWidth(), seen.getHeight());
        scene.getStylesheets().setAll(seen.getStylesheets());
        whole.attach(scene);
    }

    void openSample() {
        whole.opening().openSample();
    }

    void toChecks() {
        whole.session().change(s -> s.at(StepId.CHECK));
    }

    void readPortfolio() {
        whole.session().change(s -> s.at(Place.PORTFOLIO));
        whole.portfolio().read(Collections.nCopies(CLONES, nowhere()));
    }

    Parent root() {
        return root;
    }

    /** Whether nothing runs beside it any more. */
    boolean rests() {
        return !whole.working();
    }

    void style() {
        root.applyCss();
    }

    void layOut() {
        root.layout();
    }

    void close() {
        whole.close();
    }

    /** A folder that is always there and is never looked into. */
    private static Path nowhere() {
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** Whatever is opened is the sample. */
    private static final class SampleCore implements Core {
        private @Nullable Inspection sample;

        @Override
        public synchronized Inspection inspect(Path folder, KnownPublishers known) {
            Inspection read = sample;
            if (read == null) {
                read = Inspector.inspect(ProjectReader.read(SampleProject.tree(), "sample", null), null);
                sample = read;
            }
            return read;
        }

        @Override
        public List<Finding> check(Inspection inspection) {
            return Rules.check(inspection);
        }

        @Override
        public Path layOutSample(Path emptyFolder) throws IOException {
            Files.delete(emptyFolder);
            return emptyFolder;
        }
    }

    private static final class NoDesktop implements Desktop {
        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFile(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseTarget(String title, String fileName) {
            return Optional.empty();
        }

        @Override
        public boolean openPage(String address) {
            return false;
        }

        @Override
        public void copy(String text) {}
    }
}
