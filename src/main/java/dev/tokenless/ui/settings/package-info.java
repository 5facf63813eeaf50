/** What the window remembers between two starts, kept in the user's configuration folder; no secrets. */
@NullMarked
package dev.tokenless.ui.settings;

import org.jspecify.annotations.NullMarked;
