/** GitLab CI pipelines as typed values with their places. */
@NullMarked
package dev.tokenless.ci.gitlab;

import org.jspecify.annotations.NullMarked;
