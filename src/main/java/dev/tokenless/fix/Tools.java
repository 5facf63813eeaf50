package dev.tokenless.fix;

import dev.tokenless.publish.catalogue.Catalogue;
import dev.tokenless.publish.catalogue.Sources;
import dev.tokenless.publish.catalogue.Tool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue's tools by their names. */
final class Tools {
    private Tools() {}

    static Optional<Tool> named(String name) {
        return Stream.concat(
                        Catalogue.builtIn().actions().values().stream(),
                        Catalogue.builtIn().commands().values().stream().flatMap(List::stream))
                .filter(t -> t.name().equals(name))
                .findFirst();
    }

    /** Whether some publishing tool reads a variable of this name by itself. */
    static boolean isReadByName(String name) {
        Catalogue catalogue = Catalogue.builtIn();
        return catalogue.ecosystems().values().stream().anyMatch(e -> e.env().contains(name))
                || catalogue.commands().values().stream()
                        .flatMap(List::stream)
                        .flatMap(t -> Stream.concat(t.tokens().env().stream(), t.users().env().stream()))
                        .anyMatch(p -> Sources.matches(p, name));
    }
}
