/** What is known of publishing tools, read from one data file; nothing here knows of jobs. */
@NullMarked
package dev.tokenless.publish.catalogue;

import org.jspecify.annotations.NullMarked;
