/** The step Environment: is the gate on GitHub there? */
@NullMarked
package dev.tokenless.ui.environment;

import org.jspecify.annotations.NullMarked;
