package dev.tokenless.github;

import dev.tokenless.repo.Place;
import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where workflow files use a secret, so that none is deleted under a job that still needs it. */
public final class SecretUses {
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\bsecrets\\s*(?:\\.\\s*([A-Z_][A-Z0-9_-]*)|\\[\\s*'([^']*)'\\s*])");
    private static final Pattern ANY =
            Pattern.compile("(?i)\\bsecrets\\s*(?:\\[\\s*(?!')[^\\]]*]|\\.\\s*\\*)|\\btojson\\s*\\(\\s*secrets\\s*\\)");
    private static final Pattern INHERIT =
            Pattern.compile("(?i)^\\s*(?:-\\s*)?secrets\\s*:\\s*[\"']?inherit[\"']?\\s*(?:#.*)?$");

    /** A file of the repository, as {@code include} names it. */
    private static final Pattern INCLUDED = Pattern.compile(
            "(?m)^\\s*(?:-\\s*)?(?:include\\s*:\\s*)?(?:local\\s*:\\s*)?[\"']?/?([\\w.-][\\w./-]*\\.ya?ml)[\"']?\\s*$");

    private static final int MOST_INCLUDED = 50;

    private SecretUses() {}

    /** How sure it is that the secret is used. */
    public enum Kind {
        /** It is named. */
        NAMED,
        /** A called workflow gets all secrets. */
        INHERITED,
        /** An expression reads secrets by a computed name, or all of them. */
        ANY
    }

    /**
     * A use.
     *
     * @param line the line as it stands in the file, without indentation
     */
    public record Use(Kind kind, Place place, String line) {}

    /**
     * The uses of one secret in these files. Names of secrets have no case.
     *
     * @param files workflows and actions, as text
     */
    public static List<Use> of(String secret, List<SourceText> files) {
        List<Use> uses = new ArrayList<>();
        for (SourceText file : files) {
            String text = file.text();
            int start = 0;
            while (start < text.length()) {
                int newline = text.indexOf('\n', start);
                int end = newline < 0 ? text.length() : newline;
                String line = text.substring(start, end);
                if (!line.strip().startsWith("#")) {
                    inLine(secret, file, start, line, uses);
                }
                start = end + 1;
            }
        }
        return uses;
    }

    /** The files of a repository that can use its secrets: workflows, and Dependabot's settings. */
    public static List<SourceText> files(SourceTree tree) {
        List<SourceText> files = new ArrayList<>();
        for (String folder : List.of(".github/workflows", ".github")) {
            for (String name : tree.files(folder)) {
                boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
                boolean counts = folder.equals(".github") ? name.startsWith("dependabot.") : yaml;
                if (counts && tree.read(folder + "/" + name) instanceof SourceTree.Text(SourceText source)) {
                    files.add(source);
                }
            }
        }
        return files;
    }

    /**
     * Where the pipeline of a GitLab project names a CI/CD variable. Every job gets every variable, so that a script may read
     * it without being found here.
     */
    public static List<Use> ofVariable(String name, SourceTree tree) {
        Pattern named = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(name) + "(?![A-Za-z0-9_])");
        List<Use> uses = new ArrayList<>();
        for (SourceText file : pipeline(tree)) {
            String text = file.text();
            Matcher found = named.matcher(text);
            while (found.find()) {
                int start = text.lastIndexOf('\n', found.start()) + 1;
                int newline = text.indexOf('\n', found.end());
                String line = text.substring(start, newline < 0 ? text.length() : newline);
                if (!line.strip().startsWith("#")) {
                    add(Kind.NAMED, found, file, 0, line, uses);
                }
            }
        }
        return uses;
    }

    /** The pipeline with the files of the repository that it includes by name. */
    private static List<SourceText> pipeline(SourceTree tree) {
        List<SourceText> files = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(List.of(".gitlab-ci.yml"));
        List<String> left = new ArrayList<>(known);
        while (!left.isEmpty() && files.size() < MOST_INCLUDED) {
            if (tree.read(left.removeFirst()) instanceof SourceTree.Text(SourceText source)) {
                files.add(source);
                Matcher included = INCLUDED.matcher(source.text());
                while (included.find()) {
                    if (known.add(included.group(1))) {
                        left.add(included.group(1));
                    }
                }
            }
        }
        return files;
    }

    private static void inLine(String secret, SourceText file, int start, String line, List<Use> uses) {
        Matcher named = NAMED.matcher(line);
        while (named.find()) {
            String name = named.group(1) == null ? named.group(2) : named.group(1);
            if (name.toUpperCase(Locale.ROOT).equals(secret.toUpperCase(Locale.ROOT))) {
                add(Kind.NAMED, named, file, start, line, uses);
            }
        }
        Matcher any = ANY.matcher(line);
        while (any.find()) {
            add(Kind.ANY, any, file, start, line, uses);
        }
        Matcher inherit = INHERIT.matcher(line);
        if (inherit.find()) {
            add(Kind.INHERITED, inherit, file, start, line, uses);
        }
    }

    private static void add(Kind kind, Matcher found, SourceText file, int start, String line, List<Use> uses) {
        uses.add(new Use(kind, file.place(start + found.start(), start + found.end()), line.strip()));
    }
}
