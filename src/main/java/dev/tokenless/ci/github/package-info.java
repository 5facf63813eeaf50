/** GitHub Actions workflow files as typed values with their places. */
@NullMarked
package dev.tokenless.ci.github;

import org.jspecify.annotations.NullMarked;
