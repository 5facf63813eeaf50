/** The step Release: how does it go out, and did it? */
@NullMarked
package dev.tokenless.ui.release;

import org.jspecify.annotations.NullMarked;
