/** A small HTTP/1.1 server on loopback, bounded in every direction. */
@NullMarked
package dev.tokenless.sandbox.http;

import org.jspecify.annotations.NullMarked;
