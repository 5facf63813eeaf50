/** One HTTP client, secrets that mask themselves, and where they may be taken from. */
@NullMarked
package dev.tokenless.net;

import org.jspecify.annotations.NullMarked;
