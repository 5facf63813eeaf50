/** The sample project that ships inside the program. */
@NullMarked
package dev.tokenless.repo.sample;

import org.jspecify.annotations.NullMarked;
