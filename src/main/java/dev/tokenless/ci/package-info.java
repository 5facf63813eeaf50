/** What every CI system has in common: permissions and environments as values. */
@NullMarked
package dev.tokenless.ci;

import org.jspecify.annotations.NullMarked;
