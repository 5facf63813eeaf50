/** The first screen: which repository? */
@NullMarked
package dev.tokenless.ui.welcome;

import org.jspecify.annotations.NullMarked;
