/** Where a repository lives, read from its git configuration without running git. */
@NullMarked
package dev.tokenless.repo.git;

import org.jspecify.annotations.NullMarked;
