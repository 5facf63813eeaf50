/** The place Portfolio: many repositories in one table. */
@NullMarked
package dev.tokenless.ui.portfolio;

import org.jspecify.annotations.NullMarked;
