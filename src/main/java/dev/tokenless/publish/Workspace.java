package dev.tokenless.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.publish.tasks.RepositoryFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folders that belong to the JavaScript workspace of a repository, by the patterns of {@code pnpm-workspace.yaml},
 * else of {@code package.json}, else of {@code lerna.json}.
 */
final class Workspace {
    private final List<Pattern> members;
    private final List<Pattern> excepted;

    private Workspace(List<Pattern> members, List<Pattern> excepted) {
        this.members = members;
        this.excepted = excepted;
    }

    static Workspace of(RepositoryFiles files) {
        List<String> patterns = new ArrayList<>();
        files.yaml("pnpm-workspace.yaml").ifPresent(root -> {
            if (root instanceof YamlNode.Mapping m
                    && m.get("packages").orElse(null) instanceof YamlNode.Sequence packages) {
                for (YamlNode one : packages.items()) {
                    if (one instanceof YamlNode.Scalar text) {
                        patterns.add(text.text());
                    }
                }
            }
        });
        if (patterns.isEmpty()) {
            JsonNode workspaces = files.json("package.json").path("workspaces");
            add(workspaces.isArray() ? workspaces : workspaces.path("packages"), patterns);
        }
        if (patterns.isEmpty()) {
            add(files.json("lerna.json").path("packages"), patterns);
        }
        List<Pattern> members = new ArrayList<>();
        List<Pattern> excepted = new ArrayList<>();
        for (String pattern : patterns) {
            (pattern.startsWith("!") ? excepted : members).add(compiled(pattern.replaceFirst("^!", "")));
        }
        return new Workspace(members, excepted);
    }

    private static void add(JsonNode list, List<String> patterns) {
        for (JsonNode one : list) {
            patterns.add(one.asText());
        }
    }

    private static Pattern compiled(String glob) {
        String path = glob.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (path.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (path.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(path.substring(i, i + 1)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** Whether a folder belongs to it; the root always does, and everything where nobody names members. */
    boolean holds(String folder) {
        return folder.isEmpty()
                || members.isEmpty()
                || (members.stream().anyMatch(p -> p.matcher(folder).matches())
                        && excepted.stream().noneMatch(p -> p.matcher(folder).matches()));
    }
}
