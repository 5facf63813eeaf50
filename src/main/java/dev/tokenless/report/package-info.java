/** What was found, told as text, JSON, SARIF, Markdown and HTML; and the escaping of strangers' text for each. */
@NullMarked
package dev.tokenless.report;

import org.jspecify.annotations.NullMarked;
