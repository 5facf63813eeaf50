package dev.tokenless.repo.manifest;

import dev.tokenless.repo.DeclaredPackage;
import dev.tokenless.repo.Place;
import dev.tokenless.repo.RegistryId;
import dev.tokenless.repo.SourceText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a {@code .gemspec} says literally. It is a Ruby program and is never run. */
final class GemManifest {
    private static final String TEXT = "(?:\"([^\"\\\\#]*)\"|'([^'\\\\]*)'|%[qQ]?\\{([^{}\\\\#]*)})(?:\\.freeze)?";
    private static final Pattern NAME_SET =
            Pattern.compile("^[ \\t]*\\w+\\.name\\s*=(?!=|~)\\s*(.*)$", Pattern.MULTILINE);
    private static final Pattern NAME_ARGUMENT = Pattern.compile("Gem::Specification\\.new[ (]\\s*" + TEXT);
    private static final Pattern WHOLE_TEXT = Pattern.compile("\\(?\\s*" + TEXT + "\\s*\\)?\\s*;?\\s*");
    private static final Pattern FILE_NAME = Pattern.compile(
            "File\\.basename\\(?\\s*__FILE__\\s*,\\s*(?:\"\\.gemspec\"|'\\.gemspec'|\"\\.\\*\"|'\\.\\*')\\s*\\)?\\s*");
    private static final Pattern SET = Pattern.compile(
            "^[ \\t]*\\w+\\.(version|homepage|required_ruby_version)\\s*=(?!=|~)\\s*" + TEXT, Pattern.MULTILINE);
    private static final Pattern METADATA =
            Pattern.compile("\\.metadata\\[\\s*[\"']([\\w.]+)[\"']\\s*]\\s*=\\s*" + TEXT);
    private static final Pattern METADATA_BLOCK = Pattern.compile("\\.metadata\\s*=\\s*\\{([^}]{0,5000})}");
    private static final Pattern METADATA_ENTRY =
            Pattern.compile("(?:[\"']([\\w.]+)[\"']\\s*(?:=>|:)|\\b(\\w+):)\\s*" + TEXT);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*[A-Za-z][A-Za-z0-9._-]*");

    private GemManifest() {}

    static void read(Manifests manifests, String folder, String file) {
        String path = Manifests.in(folder, file);
        Optional<SourceText> source = manifests.code(path);
        if (source.isEmpty()) {
            return;
        }
        String code = withoutComments(source.get().text());
        List<String> names = new ArrayList<>();
        Place computed = null;
        Matcher set = NAME_SET.matcher(code);
        while (set.find()) {
            String value = set.group(1);
            Matcher literal = WHOLE_TEXT.matcher(value);
            if (literal.matches()) {
                names.add(group(literal, 1));
            } else if (FILE_NAME.matcher(value).matches()) {
                names.add(file.substring(0, file.length() - ".gemspec".length()));
            } else {
                computed = source.get().place(set.start(1), set.end(1));
            }
        }
        Matcher argument = NAME_ARGUMENT.matcher(code);
        if (names.isEmpty() && computed == null && argument.find()) {
            names.add(group(argument, 1));
        }
        if (computed != null || names.stream().distinct().count() > 1) {
            manifests.problem(
                    computed == null ? Place.startOf(path) : computed,
                    "The name of the gem is computed in the gemspec, which is never run here, so it is not known.");
            return;
        }
        if (names.isEmpty()) {
            return;
        }
        String name = names.getFirst();
        if (!NAME.matcher(name).matches()) {
            manifests.problem(Place.startOf(path), "“" + name + "” is not a name that RubyGems accepts.");
            return;
        }
        Details details = details(code);
        String host = details.values().get("allowed_push_host");
        manifests.add(
                new DeclaredPackage(host == null ? RegistryId.RUBYGEMS : registry(host), name, path, details.values()));
    }

    private static Details details(String code) {
        Details details = new Details();
        Matcher set = SET.matcher(code);
        while (set.find()) {
            details.add(set.group(1), group(set, 2));
        }
        Matcher block = METADATA_BLOCK.matcher(code);
        while (block.find()) {
            Matcher entry = METADATA_ENTRY.matcher(block.group(1));
            while (entry.find()) {
                details.add(entry.group(1) == null ? entry.group(2) : entry.group(1), group(entry, 3));
            }
        }
        Matcher metadata = METADATA.matcher(code);
        while (metadata.find()) {
            details.add(metadata.group(1), group(metadata, 2));
        }
        return details;
    }

    /** The text of the three ways to quote, whose groups begin at {@code first}. */
    private static String group(Matcher matcher, int first) {
        for (int i = first; i < first + 3; i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** Any other host than rubygems.org means that the gem is not for that registry. */
    private static RegistryId registry(String allowedPushHost) {
        String host;
        try {
            String parsed = URI.create(allowedPushHost.strip()).getHost();
            host = parsed == null ? allowedPushHost.strip() : parsed;
        } catch (IllegalArgumentException _) {
            host = "";
        }
        return switch (host.toLowerCase(Locale.ROOT)) {
            case "rubygems.org", "" -> RegistryId.RUBYGEMS;
            case "rubygems.pkg.github.com" -> RegistryId.GITHUB_PACKAGES;
            default -> RegistryId.PRIVATE;
        };
    }

    /** Comments become spaces, so that offsets stay. */
    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text);
        boolean block = false;
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(at, end);
            if (line.startsWith("__END__")) {
                blank(out, at, text.length());
                break;
            }
            if (line.startsWith("=begin")) {
                block = true;
            }
            if (block) {
                blank(out, at, end);
                block = !line.startsWith("=end");
            } else {
                int comment = comment(line);
                if (comment >= 0) {
                    blank(out, at + comment, end);
                }
            }
            at = end + 1;
        }
        return out.toString();
    }

    /** Where the comment of a line begins, -1 where it has none. */
    private static int comment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return i;
            }
        }
        return -1;
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\r' && text.charAt(i) != '\n') {
                text.setCharAt(i, ' ');
            }
        }
    }
}
