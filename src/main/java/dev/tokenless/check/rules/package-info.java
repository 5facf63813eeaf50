/** One small class a rule, listed in {@link dev.tokenless.check.rules.Rules}. */
@NullMarked
package dev.tokenless.check.rules;

import org.jspecify.annotations.NullMarked;
