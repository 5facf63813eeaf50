/** The step Workflow: what must the file say? */
@NullMarked
package dev.tokenless.ui.workflow;

import org.jspecify.annotations.NullMarked;
