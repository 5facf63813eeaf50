/** GitHub's expression language: values that may be unknown, a parser, and an evaluator that never guesses. */
@NullMarked
package dev.tokenless.ci.expression;

import org.jspecify.annotations.NullMarked;
