/** Text by lines: source with lit lines and annotations, requests and tokens, the side-by-side difference. */
@NullMarked
package dev.tokenless.ui.sheet;

import org.jspecify.annotations.NullMarked;
