/** What a sandbox registry knows: publishers, packages, the tokens that it gave out, and why it refused. */
@NullMarked
package dev.tokenless.sandbox.book;

import org.jspecify.annotations.NullMarked;
