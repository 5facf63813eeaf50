/** Identity tokens as a registry takes them in: read, and their signature checked with the issuer's published keys. */
@NullMarked
package dev.tokenless.sandbox.token;

import org.jspecify.annotations.NullMarked;
