/** The catalogue of publishing tools and the reader that turns CI jobs into publish jobs. */
@NullMarked
package dev.tokenless.publish;

import org.jspecify.annotations.NullMarked;
