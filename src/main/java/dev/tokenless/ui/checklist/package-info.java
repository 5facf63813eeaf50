/** A guided list: what is done, what is next, what waits for what; used by the steps that lead outside the program. */
@NullMarked
package dev.tokenless.ui.checklist;

import org.jspecify.annotations.NullMarked;
