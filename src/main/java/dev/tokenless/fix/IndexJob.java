package dev.tokenless.fix;

import dev.tokenless.edit.ActionPins;
import dev.tokenless.repo.RegistryId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that does nothing but upload to one index, by PyPI's own action.
 *
 * @param carried on what condition it runs, and what it must be told for that
 * @param comments what stood above the step that uploaded, each with its {@code #}
 */
record IndexJob(PythonUpload upload, Conditions.Carried carried, List<String> comments) {
    static final String ACTION = "pypa/gh-action-pypi-publish";

    /** The same on another condition. */
    IndexJob on(@Nullable String condition) {
        return new IndexJob(upload, new Conditions.Carried(condition, Map.of(), carried.oneLeg()), comments);
    }

    /**
     * What stands below the job's name.
     *
     * @param downloads the steps that fetch the distributions, as items of {@code steps}
     */
    String text(List<String> needs, List<String> downloads, @Nullable String environment, ActionPins pins) {
        boolean test = upload.registry().equals(RegistryId.TESTPYPI);
        StringBuilder text = new StringBuilder();
        text.append("name: Publish to ").append(test ? "TestPyPI" : "PyPI").append('\n');
        if (!needs.isEmpty()) {
            text.append("needs: ")
                    .append(needs.size() == 1 ? needs.getFirst() : "[" + String.join(", ", needs) + "]")
                    .append('\n');
        }
        if (carried.condition() != null) {
            text.append("if: ").append(Snippet.quoted(carried.condition())).append('\n');
        }
        text.append("runs-on: ubuntu-latest\n");
        if (environment != null) {
            text.append("environment: ").append(Snippet.quoted(environment)).append('\n');
        }
        text.append("permissions:\n  id-token: write\nsteps:\n");
        downloads.forEach(text::append);
        text.append("  - uses: ").append(pins.use(ACTION, true)).append('\n');
        Map<String, String> inputs = new LinkedHashMap<>();
        if (test) {
            inputs.put("repository-url", "https://test.pypi.org/legacy/");
        }
        boolean ownDownload = downloads.stream().anyMatch(d -> d.contains("path: dist/") || d.contains("path: dist\n"));
        if (!ownDownload && !upload.folder().equals("dist")) {
            inputs.put("packages-dir", upload.folder() + "/");
        }
        inputs.putAll(upload.options());
        return text.append(Snippet.inputs(inputs)).toString();
    }

    /** Everything in it that was written by the maintainer. */
    Stream<String> said() {
        return Stream.concat(
                upload.options().values().stream(), Stream.of(upload.folder(), String.valueOf(carried.condition())));
    }
}
