package dev.tokenless.migration;

import dev.tokenless.repo.SourceTree;

/**
 * A folder's files with the workflows of another place, so that a branch at GitHub is judged after a few requests: what
 * else the branch holds would have to be fetched file by file.
 */
record WorkflowsElsewhere(SourceTree here, SourceTree elsewhere) implements SourceTree {

    private SourceTree of(String path) {
        String plain = path.replaceFirst("^(\\./)+", "");
        return plain.equals(".github") || plain.startsWith(".github/") ? elsewhere : here;
    }

    @Override
    public Reading read(String path) {
        return of(path).read(path);
    }

    @Override
    public Listing list(String folder) {
        return of(folder).list(folder);
    }

    @Override
    public String name() {
        return elsewhere.name();
    }
}
