/** Claims of identity tokens: predicted per trigger, or read from a token. */
@NullMarked
package dev.tokenless.oidc;

import org.jspecify.annotations.NullMarked;
