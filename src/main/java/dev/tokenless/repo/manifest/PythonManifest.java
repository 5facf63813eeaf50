package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the manifests of a Python project. One folder is one distribution: {@code pyproject.toml} ({@code [project]},
 * Poetry, Flit) wins over {@code setup.cfg}, which wins over {@code setup.py}.
 */
final class PythonManifest {
    static final Set<String> FILES = Set.of("pyproject.toml", "setup.cfg", "setup.py");

    /** PyPA specifications, "Names and normalization". */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private PythonManifest() {}

    static void read(Manifests manifests, String folder, Set<String> files) {
        Details details = new Details();
        boolean found = false;
        if (files.contains("pyproject.toml")) {
            found = pyproject(manifests, folder, details);
        }
        if (!found && files.contains("setup.cfg")) {
            found = setupCfg(manifests, folder, details);
        }
        if (!found && files.contains("setup.py")) {
            setupPy(manifests, folder, details);
        }
    }

    private static boolean pyproject(Manifests manifests, String folder, Details details) {
        String path = Manifests.in(folder, "pyproject.toml");
        JsonNode root = manifests.toml(path);
        JsonNode tool = root.path("tool");
        manifests.members(
                folder, Details.texts(tool.path("uv").path("workspace").path("members")));
        details.add("build-backend", root.path("build-system").path("build-backend"))
                .addList("build-system.requires", root.path("build-system").path("requires"));
        List<String> tools = new ArrayList<>();
        tool.fieldNames().forEachRemaining(tools::add);
        if (!tools.isEmpty()) {
            details.add("tools", String.join(",", tools));
        }
        JsonNode project = root.path("project");
        details.add("version", project.path("version"))
                .addList("dynamic", project.path("dynamic"))
                .add("requires-python", project.path("requires-python"));
        project.path("urls").properties().forEach(url -> details.add("urls." + url.getKey(), url.getValue()));
        if (isPrivate(project) || isPrivate(tool.path("poetry"))) {
            details.add("private", "true");
        }
        JsonNode poetry = tool.path("poetry");
        if (poetry.path("package-mode").isBoolean()) {
            details.add("package-mode", poetry.path("package-mode"));
        }
        JsonNode flit = tool.path("flit").path("metadata");
        for (JsonNode name :
                List.of(project.path("name"), poetry.path("name"), flit.path("dist-name"), flit.path("module"))) {
            if (name.isTextual() && !name.textValue().isBlank()) {
                if (!project.has("version")) {
                    details.add("version", poetry.path("version"));
                }
                add(manifests, path, name.textValue(), details);
                return true;
            }
        }
        return false;
    }

    /** Any classifier that begins so makes PyPI refuse the upload (PyPA, "pyproject.toml: classifiers"). */
    private static boolean isPrivate(JsonNode table) {
        return Details.texts(table.path("classifiers")).stream().anyMatch(c -> c.startsWith("Private ::"));
    }

    private static boolean setupCfg(Manifests manifests, String folder, Details details) {
        String path = Manifests.in(folder, "setup.cfg");
        Optional<SourceText> source = manifests.code(path);
        if (source.isEmpty()) {
            return false;
        }
        String name = ini(source.get().text(), "metadata", "name");
        if (name.isBlank()) {
            return false;
        }
        String version = ini(source.get().text(), "metadata", "version");
        if (!version.isBlank()) {
            details.add("version", version);
        }
        add(manifests, path, name, details);
        return true;
    }

    /** A value of an INI file as Python's configparser reads it; empty where there is none. */
    static String ini(String text, String section, String key) {
        String at = "";
        String value = "";
        boolean inValue = false;
        for (String line : text.replace("\uFEFF", "").lines().toList()) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            boolean indented = Character.isWhitespace(line.charAt(0));
            if (inValue && indented) {
                value = value.isEmpty() ? bare : value + "\n" + bare;
                continue;
            }
            inValue = false;
            if (bare.startsWith("[") && bare.endsWith("]")) {
                at = bare.substring(1, bare.length() - 1);
                continue;
            }
            int sign = sign(bare);
            if (at.equals(section)
                    && sign > 0
                    && bare.substring(0, sign).strip().toLowerCase(Locale.ROOT).equals(key)) {
                value = bare.substring(sign + 1).strip();
                inValue = true;
            }
        }
        return value;
    }

    private static int sign(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    private static void setupPy(Manifests manifests, String folder, Details details) {
        String path = Manifests.in(folder, "setup.py");
        Optional<SourceText> source = manifests.code(path);
        if (source.isEmpty()) {
            return;
        }
        switch (SetupPy.name(source.get())) {
            case SetupPy.Literal(String name, String version) -> {
                if (!version.isEmpty()) {
                    details.add("version", version);
                }
                add(manifests, path, name, details);
            }
            case SetupPy.Computed(Place place) ->
                manifests.problem(
                        place,
                        "The name of the Python package is computed in setup.py, which is never run here, so it is not known.");
            case SetupPy.None() -> {}
        }
    }

    private static void add(Manifests manifests, String path, String name, Details details) {
        if (!NAME.matcher(name).matches()) {
            manifests.problem(Problem.of(path, "“" + name + "” is not a name that PyPI accepts."));
            return;
        }
        details.add("normalized", normalized(name));
        manifests.add(new DeclaredPackage(RegistryId.PYPI, name, path, details.values()));
    }

    /** PyPA specifications, "Names and normalization" (PEP 503). */
    static String normalized(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }
}
