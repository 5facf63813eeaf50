/** The list of the registries that the program knows. */
@NullMarked
package dev.tokenless.registry.directory;

import org.jspecify.annotations.NullMarked;
