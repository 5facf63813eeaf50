package dev.tokenless.repo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.Provider;
import dev.tokenless.repo.RepositoryId;
import dev.tokenless.repo.manifest.ProjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleProjectTest {
    @TempDir
    Path folder;

    @Test
    void the_sample_is_a_repository_with_three_packages_and_no_problem() {
        Project project = ProjectReader.read(SampleProject.layOut(folder.resolve("sample")));
        assertThat(project.problems()).isEmpty();
        assertThat(project.repository())
                .isEqualTo(new RepositoryId(Provider.GITHUB, "github.com", "octo-org", "sample"));
        assertThat(project.packages())
                .extracting(p -> p.registry().id(), DeclaredPackage::name, DeclaredPackage::manifest)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("npm", "@octo-org/sample", "js/package.json"),
                        org.assertj.core.groups.Tuple.tuple("pypi", "octo-sample", "pyproject.toml"),
                        org.assertj.core.groups.Tuple.tuple("rubygems", "octo_sample", "ruby/octo_sample.gemspec"));
        assertThat(project.tree().files(".github/workflows")).containsExactly("ci.yml", "release.yml");
    }

    @Test
    void the_sample_never_overwrites_anything() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> SampleProject.layOut(folder)).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.resolve("README.md")).doesNotExist();
    }

    @Test
    void without_a_folder_the_sample_holds_the_same_packages() {
        Project project = ProjectReader.read(SampleProject.tree(), "sample", null);
        assertThat(project.problems()).isEmpty();
        assertThat(project.packages())
                .extracting(DeclaredPackage::name)
                .containsExactly("@octo-org/sample", "octo-sample", "octo_sample");
    }
}
