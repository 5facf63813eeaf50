package dev.tokenless.ui;

import java.nio.file.Path;
import java.util.Optional;

/** What lies around the window: choosers, the browser, the clipboard. Tests put their own in its place. */
public interface Desktop {

    /** Lets the user choose a folder; empty when it was cancelled. */
    Optional<Path> chooseFolder(String title);

    /** Lets the user choose a file to read; empty when it was cancelled. */
    Optional<Path> chooseFile(String title);

    /** Lets the user choose where to write a file; empty when it was cancelled. */
    Optional<Path> chooseTarget(String title, String fileName);

    /**
     * Opens a page in the browser. Only https addresses, or loopback ones, are opened; others are ignored.
     *
     * @return whether something was started that opens pages; otherwise the address is on the clipboard
     */
    boolean openPage(String address);

    /** Puts text on the clipboard. */
    void copy(String text);
}
