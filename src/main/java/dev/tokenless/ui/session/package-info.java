/** The state of the window, one immutable record held in one place, and what changes it. */
@NullMarked
package dev.tokenless.ui.session;

import org.jspecify.annotations.NullMarked;
