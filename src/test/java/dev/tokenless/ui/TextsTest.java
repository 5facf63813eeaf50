package dev.tokenless.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*)\"");
    private static final Pattern IN_FXML = Pattern.compile("\"%([a-z0-9.-]+)\"");

    private final Texts texts = new Texts();

    @Test
    void every_key_that_is_asked_for_is_in_the_bundle_and_every_key_of_the_bundle_is_asked_for() throws IOException {
        Set<String> keys = new TreeSet<>(texts.bundle().keySet());
        Set<String> literals = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Path file : files("src/main/java/dev/tokenless/ui", ".java")) {
            String code = Files.readString(file);
            Matcher m = LITERAL.matcher(code);
            while (m.find()) {
                literals.add(m.group(1));
            }
            Matcher asked = Pattern.compile("(?<!claims\\(\\))\\.(?:text|rich)\\(\\s*\"([^\"]+)\"")
                    .matcher(code);
            while (asked.find()) {
                if (!keys.contains(asked.group(1))) {
                    missing.add(file.getFileName() + ": " + asked.group(1));
                }
            }
            Matcher plural = Pattern.compile("\\.(?:plural|richPlural)\\(\\s*\"([^\"]+)\"")
                    .matcher(code);
            while (plural.find()) {
                if (!keys.contains(plural.group(1) + ".one") || !keys.contains(plural.group(1) + ".other")) {
                    missing.add(file.getFileName() + ": " + plural.group(1) + ".one/.other");
                }
            }
        }
        for (Path file : files("src/main/resources/dev/tokenless/ui", ".fxml")) {
            Matcher m = IN_FXML.matcher(Files.readString(file));
            while (m.find()) {
                literals.add(m.group(1));
                if (!keys.contains(m.group(1))) {
                    missing.add(file.getFileName() + ": " + m.group(1));
                }
            }
        }
        Set<String> unused = new TreeSet<>();
        for (String key : keys) {
            String base = key.replaceFirst("\\.(one|other)$", "");
            if (!literals.contains(key) && !literals.contains(base)) {
                unused.add(key);
            }
        }
        assertThat(missing).as("not in texts.properties").isEmpty();
        assertThat(unused).as("in texts.properties and never asked for").isEmpty();
    }

    @Test
    void no_key_stands_in_the_bundle_twice() throws IOException {
        Set<String> once = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("src/main/resources/dev/tokenless/ui/texts.properties"))) {
            String key = line.replaceFirst("\\s*=.*", "");
            if (line.contains("=") && !line.startsWith("#") && !once.add(key)) {
                twice.add(key);
            }
        }
        assertThat(twice).as("the later text would be shown in both places").isEmpty();
    }

    /** Sentences whose number is never one: they are asked for only where there are several. */
    private static final Set<String> ALWAYS_SEVERAL = Set.of(
            "rail.package.search", // a list short enough to be seen has no search
            "project.answer.all", // a single upload has a sentence of its own
            "count.changed-files",
            "publisher.several",
            "signin.limit"); // an account has tens of requests an hour

    @Test
    void what_is_counted_has_words_for_one_and_for_several() {
        Set<String> nouns = new TreeSet<>();
        Set<String> keys = texts.bundle().keySet();
        for (String key : keys) {
            String one = key.endsWith(".other") ? key.replaceFirst("other$", "one") : "";
            if (keys.contains(one)) {
                nouns.addAll(
                        plurals(texts.bundle().getString(one), texts.bundle().getString(key)));
            }
        }
        assertThat(nouns).contains("lines", "files", "repositories", "packages", "requests", "claims");
        Pattern counted = Pattern.compile("\\{\\d} (?:(?:of|the|other|more|new) )*(?:\\{\\d} )?([a-z]+)");
        Set<String> wrong = new TreeSet<>();
        for (String key : keys) {
            if (!key.endsWith(".one") && !key.endsWith(".other") && !ALWAYS_SEVERAL.contains(key)) {
                Matcher m = counted.matcher(texts.bundle().getString(key));
                while (m.find()) {
                    if (nouns.contains(m.group(1))) {
                        wrong.add(key + " = " + texts.bundle().getString(key));
                    }
                }
            }
        }
        assertThat(wrong).as("say 1 lines").isEmpty();
    }

    /** The words of the second sentence that are plurals of words of the first. */
    private static Set<String> plurals(String one, String other) {
        Set<String> singular =
                new TreeSet<>(List.of(one.toLowerCase(Locale.ROOT).split("[^a-z]+")));
        Set<String> plurals = new TreeSet<>();
        for (String word : other.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            boolean plural = word.length() > 3 && word.endsWith("s") && !singular.contains(word);
            if (plural
                    && (singular.contains(word.substring(0, word.length() - 1))
                            || singular.contains(word.replaceFirst("ies$", "y")))) {
                plurals.add(word);
            }
        }
        return plurals;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of(folder))) {
            return walk.filter(p -> p.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void values_are_never_read_for_signs() {
        Rich sentence = texts.rich("rail.step.words", "a `b` *c* {0}", "d");
        assertThat(sentence.words()).isEqualTo("a `b` *c* {0}: d");
        assertThat(sentence.spans()).hasSize(1);
    }

    @Test
    void hidden_characters_become_marks() {
        assertThat(Visible.of("a\u202eb")).isEqualTo("a\u27e8U+202E\u27e9b");
        assertThat(Visible.of("a\u200bb\u0007")).isEqualTo("a\u27e8U+200B\u27e9b\u27e8U+0007\u27e9");
        assertThat(Visible.of("plain, \u00e4\u00f6\u00fc \u4e2d")).isEqualTo("plain, \u00e4\u00f6\u00fc \u4e2d");
    }
}
