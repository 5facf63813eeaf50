/** Workflows migrated from tokens to trusted publishing, and new ones; what a maintainer has to do around them. */
@NullMarked
package dev.tokenless.fix;

import org.jspecify.annotations.NullMarked;
