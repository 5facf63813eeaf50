/** Rules and findings over everything that was read of a project. */
@NullMarked
package dev.tokenless.check;

import org.jspecify.annotations.NullMarked;
