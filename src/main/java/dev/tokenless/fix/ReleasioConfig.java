package dev.tokenless.fix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.edit.TomlEdits;
import dev.tokenless.publish.PublishJob;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * releasio's configuration, as far as it decides how the upload logs in (mikeleppane/releasio, src/releasio/config/loader.py,
 * src/releasio/publish/pypi.py).
 */
final class ReleasioConfig {
    private final Draft draft;
    private final PublishJob publish;
    private final String path;
    private final String text;
    private final List<String> table;

    private ReleasioConfig(Draft draft, PublishJob publish, String path, String text) {
        this.draft = draft;
        this.publish = publish;
        this.path = path;
        this.text = text;
        this.table = path.endsWith("pyproject.toml") ? List.of("tool", "releasio", "publish") : List.of("publish");
    }

    /**
     * Changes the configuration that counts, and says what releasio does differently from other tools. The first file
     * that is there counts, nothing is merged; without any, releasio uses uv with trusted publishing.
     *
     * @param folder the folder that releasio is started in, empty for the root, else with a slash behind it
     */
    static void migrate(Draft draft, PublishJob publish, String folder) {
        for (String name : List.of(".releasio.toml", "releasio.toml", "pyproject.toml")) {
            Optional<String> text = draft.text(folder + name);
            boolean counts = text.isPresent()
                    && (!name.equals("pyproject.toml")
                            || TomlEdits.read(text.get())
                                    .filter(d -> d.at("/tool/releasio").isObject())
                                    .isPresent());
            if (counts) {
                new ReleasioConfig(draft, publish, folder + name, text.get()).migrate();
                break;
            }
        }
        draft.manual(
                "releasio releases from the default branch, so the ref of the identity is that branch and never a tag;"
                        + " the tag is pushed before the upload.",
                "Let the environment's deployment rules admit the default branch. If an upload fails, delete the tag"
                        + " before the next run: releasio stops where it exists.",
                publish.place());
    }

    private void migrate() {
        String now = text;
        JsonNode publishing = TomlEdits.read(text)
                .map(d -> d.at("/" + String.join("/", table)))
                .orElseThrow(() -> new Draft.Stop(
                        path + " is no TOML that can be read.", "Correct it first.", Place.startOf(path)));
        if (publishing.path("trusted_publishing").isBoolean()
                && !publishing.path("trusted_publishing").asBoolean()) {
            now = TomlEdits.remove(now, key("trusted_publishing"))
                    .orElseThrow(() -> stop("remove trusted_publishing = false"));
            draft.change("releasio may use the job's identity again.", Place.startOf(path));
        }
        if (publishing.path("tool").asText("").equals("poetry")) {
            now = TomlEdits.replace(now, key("tool"), "uv").orElseThrow(() -> stop("set tool = \"uv\""));
            draft.change("releasio uploads with uv: poetry has no trusted publishing.", Place.startOf(path));
        }
        if (publish.registry().equals(RegistryId.TESTPYPI)
                && publishing.path("check_existing_version").asBoolean(true)) {
            draft.manual(
                    "releasio looks for an existing version at PyPI even where it uploads to TestPyPI.",
                    "Set check_existing_version = false in the publish table of " + path
                            + " if the same versions go to both.",
                    Place.startOf(path));
        }
        if (!now.equals(text)) {
            draft.text(path, now);
        }
    }

    private List<String> key(String last) {
        List<String> keys = new ArrayList<>(table);
        keys.add(last);
        return keys;
    }

    private Draft.Stop stop(String what) {
        return new Draft.Stop(
                path + " cannot be edited safely.",
                "In its " + String.join(".", table) + " table, " + what + ".",
                Place.startOf(path));
    }
}
