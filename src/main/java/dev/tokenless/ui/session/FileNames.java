package dev.tokenless.ui.session;

import dev.tokenless.repo.Place;

/** Names of files and places as screens write them. */
public final class FileNames {
    private FileNames() {}

    /** The name without its folders. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code name:line}. */
    public static String line(Place place) {
        return name(place.path()) + ":" + place.line();
    }
}
