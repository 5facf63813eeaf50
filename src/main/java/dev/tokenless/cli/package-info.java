/** The command line: picocli commands, thin, over the same core as the window. */
@NullMarked
package dev.tokenless.cli;

import org.jspecify.annotations.NullMarked;
