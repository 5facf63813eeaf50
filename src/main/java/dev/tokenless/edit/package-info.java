/** Edits of a user's files: splice, parse again, compare, write atomically or refuse. */
@NullMarked
package dev.tokenless.edit;

import org.jspecify.annotations.NullMarked;
