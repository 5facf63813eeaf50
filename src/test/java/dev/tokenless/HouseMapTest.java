package dev.tokenless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of the house names every room that is there, and nothing that is not. */
class HouseMapTest {
    private static final Path HOUSE = Path.of("src/main/java/dev/tokenless");

    @Test
    void every_package_is_on_the_map() throws IOException {
        Set<String> rooms = new TreeSet<>();
        try (Stream<Path> files = Files.walk(HOUSE)) {
            files.filter(f -> f.endsWith("package-info.java") && !f.getParent().equals(HOUSE))
                    .forEach(f -> rooms.add(HOUSE.relativize(f.getParent())
                            .toString()
                            .replace('\\', '.')
                            .replace('/', '.')));
        }
        assertThat(named("[a-z]+(\\.[a-z]+)*")).containsAll(rooms);
    }

    @Test
    void every_type_on_the_map_is_in_the_house() throws IOException {
        Set<String> types;
        try (Stream<Path> files = Stream.concat(Files.walk(HOUSE), Files.walk(Path.of("src/test/java")))) {
            types = files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(types).containsAll(named("[A-Z][A-Za-z]+"));
    }

    /** What stands on the map as code and looks like this. */
    private static Set<String> named(String pattern) throws IOException {
        return Pattern.compile("`(" + pattern + ")`")
                .matcher(Files.readString(Path.of("src/README.md")))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
