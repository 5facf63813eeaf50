/** npm: matching, the exchange, the trust API and the user's own npm. */
@NullMarked
package dev.tokenless.registry.npm;

import org.jspecify.annotations.NullMarked;
