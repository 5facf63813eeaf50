package dev.tokenless;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds every source file against the formatter; with {@code -Dlayout=write} it lays them out instead. */
class SourceLayoutTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void every_source_file_is_laid_out_by_the_formatter() throws IOException {
        boolean write = System.getProperty("layout", "check").equals("write");
        List<String> different = sources().parallelStream()
                .filter(file -> isDifferent(file, write))
                .map(Path::toString)
                .toList();
        if (!write) {
            assertThat(different)
                    .as("run mvn test -Dtest=SourceLayoutTest -Dlayout=write")
                    .isEmpty();
        }
    }

    private static boolean isDifferent(Path file, boolean write) {
        try {
            String text = Files.readString(file);
            String used = RemoveUnusedImports.removeUnusedImports(text);
            String laidOut =
                    FORMATTER.formatSource(ImportOrderer.reorderImports(used, JavaFormatterOptions.Style.PALANTIR));
            if (!laidOut.equals(text) && write) {
                Files.writeString(file, laidOut);
            }
            return !laidOut.equals(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (FormatterException notJava) {
            throw new IllegalStateException(file.toString(), notJava);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> walk = Files.walk(Path.of(root))) {
                walk.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
