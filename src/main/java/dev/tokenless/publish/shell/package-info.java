/** Scripts read as their shell reads them: into simple commands with their places, nothing executed. */
@NullMarked
package dev.tokenless.publish.shell;

import org.jspecify.annotations.NullMarked;
