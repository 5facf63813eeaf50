/** crates.io: matching, the exchange, its configurations API. */
@NullMarked
package dev.tokenless.registry.cratesio;

import org.jspecify.annotations.NullMarked;
