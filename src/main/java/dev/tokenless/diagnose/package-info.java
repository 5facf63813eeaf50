/** From whatever a maintainer has - a log, a token, claims, the repository, the publishers - to the cause and the fix. */
@NullMarked
package dev.tokenless.diagnose;

import org.jspecify.annotations.NullMarked;
