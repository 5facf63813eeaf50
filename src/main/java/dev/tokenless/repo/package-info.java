/** What lies in a repository: where it lives, what it packages; files read as hostile input. */
@NullMarked
package dev.tokenless.repo;

import org.jspecify.annotations.NullMarked;
