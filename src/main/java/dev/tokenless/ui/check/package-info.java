/** The step Check: would a release succeed, and is it safe? */
@NullMarked
package dev.tokenless.ui.check;

import org.jspecify.annotations.NullMarked;
