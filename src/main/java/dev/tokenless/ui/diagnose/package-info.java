/** The place Diagnose: why did a release fail, and what cures it? */
@NullMarked
package dev.tokenless.ui.diagnose;

import org.jspecify.annotations.NullMarked;
