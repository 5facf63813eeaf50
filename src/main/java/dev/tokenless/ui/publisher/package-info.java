/** The step Publisher: does the registry trust this job? */
@NullMarked
package dev.tokenless.ui.publisher;

import org.jspecify.annotations.NullMarked;
