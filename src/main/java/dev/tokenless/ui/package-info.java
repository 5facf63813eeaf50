/** What all screens share without a window: texts, rich sentences, background work, the desktop around the program. */
@NullMarked
package dev.tokenless.ui;

import org.jspecify.annotations.NullMarked;
