/** The step Retire: is the old key gone? */
@NullMarked
package dev.tokenless.ui.retire;

import org.jspecify.annotations.NullMarked;
