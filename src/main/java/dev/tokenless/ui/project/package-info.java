/** The step Project: what is here, and how does it log in today? */
@NullMarked
package dev.tokenless.ui.project;

import org.jspecify.annotations.NullMarked;
