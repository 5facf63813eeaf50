/** The embedded identity-token issuer and the sandbox registries on loopback; the rehearsal of a release against them. */
@NullMarked
package dev.tokenless.sandbox;

import org.jspecify.annotations.NullMarked;
