/** The parts that screens are built of: answer, chips, rows, segments, messages, the frame of a screen. */
@NullMarked
package dev.tokenless.ui.part;

import org.jspecify.annotations.NullMarked;
