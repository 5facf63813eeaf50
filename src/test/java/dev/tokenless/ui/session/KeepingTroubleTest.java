package dev.tokenless.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.check.Finding;
import dev.tokenless.check.Inspection;
import dev.tokenless.check.Inspector;
import dev.tokenless.check.KnownPublishers;
import dev.tokenless.check.rules.Rules;
import dev.tokenless.migration.MigrationStore;
import dev.tokenless.migration.Remembered;
import dev.tokenless.oidc.KnownIdentity;
import dev.tokenless.repo.manifest.ProjectReader;
import dev.tokenless.repo.sample.SampleProject;
import dev.tokenless.ui.InStep;
import dev.tokenless.ui.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered where nothing can be written, as on a disk that is full. */
class KeepingTroubleTest {
    @TempDir
    Path folder;

    @Test
    void what_could_not_be_kept_lasts_in_this_window_and_is_kept_once_it_can_be() throws IOException {
        Path state = Files.writeString(folder.resolve("state"), "no folder");
        Session session = new Session();
        InStep background = new InStep();
        Texts texts = new Texts();
        Keeping keeping = new Keeping(session, background, new MigrationStore(state), texts, Clock.systemUTC());
        Opening opening = new Opening(session, background, new Live(), keeping, texts);
        Path repository = SampleProject.layOut(folder.resolve("repository"));
        opening.open(repository);
        keeping.writing();
        Remembered remembered = session.now().kept().remembered();
        assertThat(remembered).isNotEqualTo(Remembered.NOTHING);
        assertThat(session.now().kept().trouble()).contains("could not be kept");

        opening.reread();
        assertThat(session.now().kept().remembered()).isEqualTo(remembered);
        assertThat(session.now().kept().trouble()).contains("could not be kept");

        Files.delete(state);
        opening.reread();
        assertThat(session.now().kept().remembered()).isEqualTo(remembered);
        assertThat(session.now().kept().trouble()).isEmpty();
        assertThat(new MigrationStore(state)
                        .read(session.now().reading().inspection().project().repository()))
                .isEqualTo(new MigrationStore.Read(remembered));
    }

    private static final class Live implements Core {
        @Override
        public Inspection inspect(Path folder, KnownPublishers known) {
            return Inspector.inspect(ProjectReader.read(folder), known, KnownIdentity.NOTHING);
        }

        @Override
        public List<Finding> check(Inspection inspection) {
            return Rules.check(inspection);
        }

        @Override
        public Path layOutSample(Path emptyFolder) {
            return SampleProject.layOut(emptyFolder);
        }
    }
}
