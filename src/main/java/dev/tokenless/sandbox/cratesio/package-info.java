/** crates.io, played. */
@NullMarked
package dev.tokenless.sandbox.cratesio;

import org.jspecify.annotations.NullMarked;
