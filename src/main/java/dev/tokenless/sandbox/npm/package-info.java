/** The npm registry, played. */
@NullMarked
package dev.tokenless.sandbox.npm;

import org.jspecify.annotations.NullMarked;
