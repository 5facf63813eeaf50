package dev.tokenless.publish;

import dev.tokenless.publish.catalogue.Tool;
import dev.tokenless.publish.tasks.RepositoryFiles;
import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Project;
import dev.tokenless.repo.RegistryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells which packages of the repository an upload is about. */
final class PackageSearch {
    private static final Pattern PACKED = Pattern.compile("\\.(tgz|gem|whl|tar\\.gz)$|-\\*$");

    private final Project project;
    private final RepositoryFiles files;
    private final List<String> handed;

    /** @param handed where what other jobs hand over was taken from */
    PackageSearch(Project project, RepositoryFiles files, List<String> handed) {
        this.project = project;
        this.files = files;
        this.handed = List.copyOf(handed);
    }

    /** Whether the call means every package of the repository. */
    boolean all(Use use) {
        Tool tool = use.tool();
        if (tool.all().contains("*")) {
            return true;
        }
        for (String mark : tool.all()) {
            if (mark.startsWith("-") ? use.arguments().has(Set.of(mark)) : true) {
                return use.arguments().values(tool.packages()).isEmpty();
            }
        }
        return false;
    }

    /** The names of the packages, in the order of their manifests; empty where the repository does not tell. */
    List<String> names(Use use, RegistryId registry) {
        List<DeclaredPackage> declared = ofKind(registry, use.tool());
        List<DeclaredPackage> meant = all(use) ? members(published(declared)) : meant(use, declared);
        Set<String> names = new LinkedHashSet<>();
        (meant.isEmpty() ? meant : orWhatIsLetOut(meant, declared)).forEach(p -> names.add(p.name()));
        return List.copyOf(names);
    }

    /** npm lets no private package out: where a job seems to publish one, it publishes another that it prepares. */
    private List<DeclaredPackage> orWhatIsLetOut(List<DeclaredPackage> meant, List<DeclaredPackage> declared) {
        List<DeclaredPackage> open = published(meant);
        if (!open.isEmpty()) {
            return open;
        }
        List<DeclaredPackage> others = members(published(declared));
        return others.size() == 1 ? others : List.of();
    }

    /** The members of the workspace where there is one, for its tools see nothing else. */
    private List<DeclaredPackage> members(List<DeclaredPackage> npm) {
        Workspace workspace = Workspace.of(files);
        return npm.stream()
                .filter(p -> !p.manifest().endsWith("package.json") || workspace.holds(p.folder()))
                .toList();
    }

    /** The packages that the call is about, the one of its folder where it names none. */
    List<DeclaredPackage> named(Use use, RegistryId registry) {
        return meant(use, ofKind(registry, use.tool()));
    }

    private List<DeclaredPackage> published(List<DeclaredPackage> declared) {
        return declared.stream().filter(this::letOut).toList();
    }

    /** A private package that says how it is published is let out from a copy that the job prepares. */
    private boolean letOut(DeclaredPackage p) {
        if (!p.manifest().endsWith("package.json")) {
            return !"false".equals(p.details().get("publish"));
        }
        return !"true".equals(p.details().get("private"))
                || files.json(p.manifest()).path("publishConfig").isObject();
    }

    private List<DeclaredPackage> ofKind(RegistryId registry, Tool tool) {
        String manifest = switch (tool.ecosystem().id()) {
            case "npm" -> "package.json";
            case "rubygems" -> ".gemspec";
            case "crates-io" -> "Cargo.toml";
            default -> "";
        };
        List<DeclaredPackage> found = new ArrayList<>();
        for (DeclaredPackage p : project.packages()) {
            boolean same = manifest.isEmpty()
                    ? p.registry().equals(RegistryId.PYPI)
                            && tool.ecosystem().id().equals("pypi")
                    : p.manifest().endsWith(manifest);
            if (same) {
                found.add(p);
            }
        }
        return found;
    }

    private List<DeclaredPackage> meant(Use use, List<DeclaredPackage> declared) {
        List<String> asked = use.arguments().values(use.tool().packages());
        if (!asked.isEmpty()) {
            return matching(use, declared, asked);
        }
        List<DeclaredPackage> packed = packed(use, declared);
        if (!packed.isEmpty()) {
            return packed;
        }
        List<String> folders = folders(use);
        List<DeclaredPackage> found = new ArrayList<>();
        if (folders.equals(List.of("")) && use.tool().ecosystem().id().equals("pypi")) {
            // Python's tools upload files that were built; the folder that they are started in says nothing.
            List<String> named = use.arguments().plain().stream()
                    .map(p -> p.text().replaceFirst("[*?\\[{$].*$", ""))
                    .filter(p -> p.matches("(\\./)?[^-/][^/]*/.*"))
                    .map(p -> RepositoryFiles.resolve("", p))
                    .filter(Objects::nonNull)
                    .toList();
            for (String path : named.stream().anyMatch(p -> p.contains("/")) ? named : handed) {
                within(declared, path).filter(p -> !found.contains(p)).ifPresent(found::add);
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        for (String folder : folders) {
            DeclaredPackage near = nearest(declared, folder);
            if (near != null && !found.contains(near)) {
                found.add(near);
            }
        }
        if (found.isEmpty()) {
            // A folder that is named and holds no package of the repository is built while the job runs.
            boolean built = use.tool().folders() && !folders.equals(use.scene().folders());
            List<DeclaredPackage> open = declared.size() == 1 ? declared : published(declared);
            return open.size() == 1 && (!built || open.getFirst().folder().isEmpty()) ? open : List.of();
        }
        return found;
    }

    /** The packages whose built files the call names: each registry's tools name the file after the package. */
    private static List<DeclaredPackage> packed(Use use, List<DeclaredPackage> declared) {
        List<DeclaredPackage> found = new ArrayList<>();
        for (var word : use.arguments().plain()) {
            for (String one : ScriptWalk.expanded(word.text(), use.scene().variables())) {
                String file = one.substring(one.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
                if (!PACKED.matcher(file).find()) {
                    continue;
                }
                declared.stream()
                        .filter(p -> file.startsWith(fileName(p) + "-") || file.startsWith(fileName(p) + "."))
                        .max(Comparator.comparingInt(p -> fileName(p).length()))
                        .filter(p -> !found.contains(p))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** The beginning of a built file's name: {@code @scope/name} is packed as {@code scope-name}. */
    private static String fileName(DeclaredPackage p) {
        String name = p.name().toLowerCase(Locale.ROOT);
        return p.registry().equals(RegistryId.PYPI)
                ? name.replaceAll("[-_.]+", "_")
                : name.replaceFirst("^@", "").replace('/', '-');
    }

    /** The package in whose folder a path lies; a path of one name lies in the root. */
    private static Optional<DeclaredPackage> within(List<DeclaredPackage> declared, String path) {
        return declared.stream()
                .filter(p -> p.folder().isEmpty() ? !path.contains("/") : path.startsWith(p.folder() + "/"))
                .max(Comparator.comparingInt(p -> p.folder().length()));
    }

    private static List<DeclaredPackage> matching(Use use, List<DeclaredPackage> declared, List<String> asked) {
        List<DeclaredPackage> found = new ArrayList<>();
        for (String name : asked) {
            for (String one : ScriptWalk.expanded(name, use.scene().variables())) {
                String plain = one.replaceAll("\\.\\.\\.", "").replaceAll("@\\d[^/]*$", "");
                String path = plain.replaceAll("^[./{]+", "").replaceAll("[/}]+$", "");
                Pattern glob = plain.contains("*")
                        ? Pattern.compile(Pattern.quote(plain.replaceAll("^\\./", ""))
                                .replace("**", "\\E.*\\Q")
                                .replace("*", "\\E[^/]*\\Q"))
                        : null;
                for (DeclaredPackage p : declared) {
                    boolean matches = p.name().equals(plain)
                            || p.folder().equals(path)
                            || (glob != null
                                    && (glob.matcher(p.name()).matches()
                                            || glob.matcher(p.folder()).matches()));
                    if (matches && !found.contains(p)) {
                        found.add(p);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> folders(Use use) {
        List<String> folders = new ArrayList<>();
        if (use.tool().folders()) {
            int own = use.tool().words().isEmpty()
                    ? 0
                    : use.tool().words().getFirst().size() - 1;
            for (int i = own; i < use.arguments().plain().size(); i++) {
                String written = use.arguments().plain().get(i).text();
                for (String one : ScriptWalk.expanded(written, use.scene().variables())) {
                    String path = RepositoryFiles.resolve(use.scene().folder(), one);
                    folders.add(path == null ? "?" : path);
                }
            }
            if (!folders.isEmpty()) {
                return folders;
            }
        }
        for (String flag : List.of("--prefix", "-C", "--dir", "--cwd", "--manifest-path", "--directory")) {
            for (String value : use.arguments().values(Set.of(flag))) {
                String path = RepositoryFiles.resolve(use.scene().folder(), value.replaceAll("/?[\\w.]+\\.toml$", ""));
                if (path != null) {
                    return List.of(path);
                }
            }
        }
        return use.scene().folders();
    }

    /** The package in this folder, or in the nearest one around it that is not the root of several. */
    private static @Nullable DeclaredPackage nearest(List<DeclaredPackage> declared, String folder) {
        DeclaredPackage best = null;
        for (DeclaredPackage p : declared) {
            String home = p.folder();
            boolean around = home.isEmpty() || folder.equals(home) || folder.startsWith(home + "/");
            if (around && (best == null || home.length() > best.folder().length())) {
                best = p;
            }
        }
        if (best != null && best.folder().isEmpty() && !folder.isEmpty() && declared.size() > 1) {
            return null;
        }
        return best;
    }
}
