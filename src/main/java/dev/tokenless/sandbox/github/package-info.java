/** A GitHub on loopback for the sample: environments, secrets, pull requests and runs of one repository. */
@NullMarked
package dev.tokenless.sandbox.github;

import org.jspecify.annotations.NullMarked;
