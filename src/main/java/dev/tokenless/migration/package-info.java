/** The staged plan from token to trusted publishing and its saved state; the only place that knows the order. */
@NullMarked
package dev.tokenless.migration;

import org.jspecify.annotations.NullMarked;
