package dev.tokenless.fix;

import dev.tokenless.repo.SourceText;
import dev.tokenless.repo.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A tree in which some files have another text than on disk, so that a change can be looked at before it is made. */
public record OverlayTree(SourceTree below, Map<String, String> texts) implements SourceTree {
    public OverlayTree {
        texts = Map.copyOf(texts);
    }

    @Override
    public Reading read(String path) {
        String text = texts.get(path);
        return text == null ? below.read(path) : new Text(new SourceText(path, text));
    }

    @Override
    public Listing list(String folder) {
        Listing listing = below.list(folder);
        TreeSet<String> files = new TreeSet<>(listing.files());
        TreeSet<String> folders = new TreeSet<>(listing.folders());
        String prefix = folder.isEmpty() ? "" : folder + "/";
        for (String path : texts.keySet()) {
            if (path.startsWith(prefix)) {
                int slash = path.indexOf('/', prefix.length());
                if (slash < 0) {
                    files.add(path.substring(prefix.length()));
                } else {
                    folders.add(path.substring(prefix.length(), slash));
                }
            }
        }
        return new Listing(List.copyOf(files), List.copyOf(folders), listing.unread());
    }

    @Override
    public String name() {
        return below.name();
    }
}
