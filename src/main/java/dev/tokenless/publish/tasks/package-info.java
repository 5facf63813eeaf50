/** Tasks that files of the repository define under a name: where a publish hides behind {@code npm run release}. */
@NullMarked
package dev.tokenless.publish.tasks;

import org.jspecify.annotations.NullMarked;
