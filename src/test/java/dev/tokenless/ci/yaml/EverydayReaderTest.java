package dev.tokenless.ci.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenless.repo.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The quick reader may give a file up, but what it answers must be what the library answers: values, styles and places.
 * {@code -Dtokenless.fuzz=N} asks for N mutated files, {@code -Dtokenless.fuzz.folder=FOLDER} takes more files to
 * mutate, {@code -Dtokenless.fuzz.seed=N} another chance.
 */
class EverydayReaderTest {
    private static final String[] PIECES = {
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n  ",
        "\n    ",
        ":",
        ": ",
        "- ",
        "-",
        "#",
        " #",
        "# ",
        "'",
        "\"",
        "''",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "|",
        ">",
        "|-",
        ">-",
        ">+",
        "|+",
        "|2",
        "&a ",
        "*a",
        "!t ",
        "? ",
        "---",
        "\n---\n",
        "...",
        "\t",
        "\r\n",
        "\\",
        "%",
        "@",
        "<<: ",
        "a",
        "b: c",
        "- x",
        "\n- y\n",
        "key:",
        "${{ x }}",
        "\u00e9",
        "\u2028",
        "\ud83d\ude00",
        "\ufeff",
        "~",
        "null",
        "''':",
        "\" : ",
        " \n",
        "    \n",
        "|\n\n   x\n",
        "[a, b]",
        "{a: b}",
        "[a: b]",
        "x:y",
        "a #b",
        "a# b"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\n",
                "a: b",
                "---\na: b\n",
                "# c\n\n---\na: b # c\n#d\n",
                "a:\nb:\n",
                "a:\n  - b\n  - c: d\n    e: f\n  -\n  - g\n",
                "a:\n- b\n- c:\n  - d\n-\nb: c\n",
                "a: 'it''s'\nb: \"x\"\n'c': d\n\"e\": f\n",
                "a: [b, 'c', \"d\", [e], {f: g, 'h': i}, []]\nb: {}\n",
                "a: |\n  one\n\n  two\n    three\n\nb: c\n",
                "a: |-\n  one\n\n\nb: >+\n  two\n\n\nc: >\n  x\n  y\n\n  z\n   w\n  v\n",
                "a: |\n  one",
                "a: >-\n\n  one\n   \n  two\n  \n",
                "a:\n  - |\n    x\n  - b\n",
                "a: b:c#d e\nf-g: -h\n",
                "a:   b   # c\n",
                "a: \u00e9\ud83d\ude00\nb: \ud83d\ude00 # c\n",
            })
    void everyday_texts_are_read_without_the_library(String text) {
        assertThat(EverydayReader.read(new SourceText("a.yml", text))).isNotNull();
        same(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# c\n",
                "a",
                "- a\n",
                "[a]\n",
                " a: b\n",
                "a: b\n---\nc: d\n",
                "a: b\na: c\n",
                "a: b\nA: c\n",
                "a: b\n c: d\n",
                "a:\n  b\n",
                "a: b\n  c\n",
                "a: 'b\n  c'\n",
                "a: \"\\n\"\n",
                "a: &x b\nc: *x\n",
                "<<: a\n",
                "a: b: c\n",
                "a: [b,\n  c]\n",
                "a: {b}\n",
                "a: [b: c]\n",
                "a: |2\n   b\n",
                "a: | # c\n  b\n",
                "a: |\nb: c\n",
                "a:\n\t- b\n",
                "a: b\r\n",
                "\ufeffa: b\n",
                "? a\n: b\n",
                "a : b\n",
                "- - a\n",
                "a: - b\n",
                "%YAML 1.2\n---\na: b\n",
                "a: |\n     \n  b\n",
                "a: b\n...\n",
                "a: @b\n",
                "a: `b`\n",
                "a: [b, ]\n",
                "a: [,b]\n",
                "'a': 'b' c\n",
                "a:\n- b\nc\n"
            })
    void everything_else_is_left_to_the_library(String text) {
        assertThat(EverydayReader.read(new SourceText("a.yml", text))).isNull();
    }

    @Test
    void mutated_files_are_read_as_the_library_reads_them() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(Long.getLong("tokenless.fuzz.seed", 20261121));
        int quick = 0;
        int count = Integer.getInteger("tokenless.fuzz", 3_000);
        for (int i = 0; i < count; i++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            quick += same(text) ? 1 : 0;
        }
        // Otherwise the mutations say nothing.
        assertThat(quick).isGreaterThan(count / 10);
    }

    private static String mutated(String seed, List<String> seeds, Random random) {
        int length = Math.min(seed.length(), 400 + random.nextInt(2_000));
        int from = seed.length() == length
                ? 0
                : Math.max(0, seed.indexOf('\n', random.nextInt(seed.length() - length)) + 1);
        StringBuilder text = new StringBuilder(seed.substring(from, Math.min(seed.length(), from + length)));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
                case 4 -> {
                    int start = text.lastIndexOf("\n", at) + 1;
                    int next = text.indexOf("\n", at);
                    String line = text.substring(start, next < 0 ? text.length() : next + 1);
                    text.insert(
                            start, random.nextBoolean() ? line : " ".repeat(random.nextInt(4)) + line.stripLeading());
                }
                default -> {
                    String other = seeds.get(random.nextInt(seeds.size()));
                    int cut = random.nextInt(other.length());
                    text.insert(at, other, cut, Math.min(other.length(), cut + random.nextInt(60)));
                }
            }
        }
        return text.toString();
    }

    /** Answers whether the quick reader read it. */
    private static boolean same(String text) {
        SourceText source = new SourceText("a.yml", text);
        YamlNode quick = EverydayReader.read(source);
        if (quick == null) {
            return false;
        }
        for (YamlDialect dialect : YamlDialect.values()) {
            assertThat(YamlReader.byLibrary(source, dialect))
                    .as("%s", text)
                    .isEqualTo(new Parsed.Document(quick, List.of(), java.util.Set.of()));
        }
        return true;
    }

    private static List<String> seeds() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(Path.of("src/test/resources")));
        String more = System.getProperty("tokenless.fuzz.folder");
        if (more != null) {
            folders.add(Path.of(more));
        }
        List<String> seeds = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.ya?ml"))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .toList()) {
                    try {
                        String text = Files.readString(file);
                        if (!text.isBlank()) {
                            seeds.add(text);
                        }
                    } catch (java.nio.charset.MalformedInputException hostile) {
                        continue;
                    }
                }
            }
        }
        return seeds;
    }
}
