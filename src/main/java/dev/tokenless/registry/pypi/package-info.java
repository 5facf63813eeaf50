/** PyPI and TestPyPI: matching, the mint endpoint, their forms and what can be read of them. */
@NullMarked
package dev.tokenless.registry.pypi;

import org.jspecify.annotations.NullMarked;
