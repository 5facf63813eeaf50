package dev.tokenless.report;

import java.io.IOException;

/** Tells of checked projects, one after the other, so that thousands of them need no memory. */
public interface CheckReport extends AutoCloseable {

    /** Tells of one more project. */
    void project(Checked checked) throws IOException;

    /** Ends the document. */
    @Override
    void close() throws IOException;
}
