/** The step Rehearse: do the pieces fit together? */
@NullMarked
package dev.tokenless.ui.rehearse;

import org.jspecify.annotations.NullMarked;
