/** The entry point: decides between window, command line and terminal demo; the only room that sees both faces. */
@NullMarked
package dev.tokenless.app;

import org.jspecify.annotations.NullMarked;
