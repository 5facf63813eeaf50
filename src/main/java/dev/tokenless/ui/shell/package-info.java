/** The window: header, rail, action bar, status bar, themes; the composition root of all screens. */
@NullMarked
package dev.tokenless.ui.shell;

import org.jspecify.annotations.NullMarked;
