/** What the build does to the compiled classes, before they are tested and packaged. Nothing of the program uses it. */
@NullMarked
package dev.tokenless.build;

import org.jspecify.annotations.NullMarked;
