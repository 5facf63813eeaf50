/** PyPI and TestPyPI, played. */
@NullMarked
package dev.tokenless.sandbox.pypi;

import org.jspecify.annotations.NullMarked;
