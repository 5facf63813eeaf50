package dev.tokenless.repo.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Problem;
import dev.tokenless.repo.RegistryId;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code Cargo.toml}: packages, workspaces, and what packages take over from their workspace. */
final class CargoManifest {
    static final String FILE = "Cargo.toml";

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final List<String> INHERITABLE =
            List.of("version", "repository", "homepage", "license", "description", "rust-version", "edition");

    private CargoManifest() {}

    static void read(Manifests manifests, String folder) {
        String path = Manifests.in(folder, FILE);
        JsonNode root = manifests.toml(path);
        manifests.members(folder, Details.texts(root.path("workspace").path("members")));
        JsonNode pack = root.path("package");
        if (!pack.isObject()) {
            // Cargo still reads the old spelling.
            pack = root.path("project");
        }
        JsonNode name = pack.path("name");
        if (!name.isTextual()) {
            return;
        }
        if (!NAME.matcher(name.textValue()).matches()) {
            manifests.problem(Problem.of(path, "“" + name.textValue() + "” is not a name that Cargo accepts."));
            return;
        }
        JsonNode workspace = workspace(manifests, folder, pack.path("workspace"));
        Details details = new Details();
        for (String key : INHERITABLE) {
            details.add(key, inherited(pack, key, workspace));
        }
        JsonNode publish = inherited(pack, "publish", workspace);
        details.add("publish", publish).addList("publish", publish);
        manifests.add(new DeclaredPackage(registry(publish), name.textValue(), path, details.values()));
    }

    /** {@code publish = ["name"]} lists the only registries that Cargo uploads to (The Cargo Book, "publish"). */
    private static RegistryId registry(JsonNode publish) {
        List<String> allowed = Details.texts(publish);
        return allowed.isEmpty() || allowed.contains("crates-io") ? RegistryId.CRATES_IO : RegistryId.PRIVATE;
    }

    private static JsonNode inherited(JsonNode pack, String key, JsonNode workspace) {
        JsonNode own = pack.path(key);
        return own.path("workspace").asBoolean(false) ? workspace.path(key) : own;
    }

    /** The {@code workspace.package} table that a package inherits from: named by it, else of the nearest root above. */
    private static JsonNode workspace(Manifests manifests, String folder, JsonNode named) {
        if (named.isTextual()) {
            String root = resolve(folder, named.textValue());
            return manifests.toml(Manifests.in(root, FILE)).path("workspace").path("package");
        }
        String at = folder;
        while (true) {
            JsonNode workspace = manifests.toml(Manifests.in(at, FILE)).path("workspace");
            if (workspace.isObject()) {
                return workspace.path("package");
            }
            if (at.isEmpty()) {
                return MissingNode.getInstance();
            }
            int slash = at.lastIndexOf('/');
            at = slash < 0 ? "" : at.substring(0, slash);
        }
    }

    /** A path that may climb, kept inside the repository. */
    private static String resolve(String folder, String relative) {
        String at = folder;
        for (String segment : relative.split("/")) {
            if (segment.equals("..")) {
                int slash = at.lastIndexOf('/');
                at = slash < 0 ? "" : at.substring(0, slash);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                at = Manifests.in(at, segment);
            }
        }
        return at;
    }
}
