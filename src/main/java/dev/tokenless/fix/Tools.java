package dev.tokenless.fix;

import dev.tokenless.publish.catalogue.Catalogue;
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
}
