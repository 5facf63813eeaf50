package dev.tokenless.check.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A CODEOWNERS file: the last line whose pattern fits decides, and a pattern without owners takes them away. */
final class CodeOwners {
    private record Line(Pattern pattern, boolean owned) {}

    private final List<Line> lines;

    private CodeOwners(List<Line> lines) {
        this.lines = lines;
    }

    static CodeOwners read(String text) {
        List<Line> lines = new ArrayList<>();
        text.lines().limit(5000).forEach(line -> {
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
            if (!words[0].isEmpty() && words[0].length() < 500) {
                lines.add(new Line(pattern(words[0]), words.length > 1));
            }
        });
        return new CodeOwners(lines);
    }

    boolean owns(String path) {
        boolean owned = false;
        for (Line line : lines) {
            if (line.pattern().matcher(path).matches()) {
                owned = line.owned();
            }
        }
        return owned;
    }

    /** The rules of gitignore as far as CODEOWNERS knows them: no negation, no character ranges. */
    private static Pattern pattern(String glob) {
        boolean anchored = glob.indexOf('/') >= 0 && glob.indexOf('/') < glob.length() - 1;
        String bare = glob.startsWith("/") ? glob.substring(1) : glob;
        StringBuilder regex = new StringBuilder(anchored || glob.startsWith("/") ? "" : "(?:[^/]*+/)*+");
        boolean folder = bare.endsWith("/");
        String body = folder ? bare.substring(0, bare.length() - 1) : bare;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (body.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 2;
            } else if (body.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        // "docs/*" owns the files in the folder, not those below; anything without a star at its end owns all below.
        String below =
                folder ? "/.*" : body.endsWith("*") && !body.endsWith("**") && !body.equals("*") ? "" : "(?:/.*)?";
        return Pattern.compile(regex + below);
    }
}
