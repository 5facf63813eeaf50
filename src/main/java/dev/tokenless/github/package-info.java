/** GitHub's side of a migration: environments, secrets, versions of actions, pull requests, runs and their logs. */
@NullMarked
package dev.tokenless.github;

import org.jspecify.annotations.NullMarked;
