/** RubyGems.org, played. */
@NullMarked
package dev.tokenless.sandbox.rubygems;

import org.jspecify.annotations.NullMarked;
