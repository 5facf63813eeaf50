/** Signing in to GitHub from the window, and what the screens may ask there. */
@NullMarked
package dev.tokenless.ui.signin;

import org.jspecify.annotations.NullMarked;
