/** RubyGems.org: matching, the exchange, its trusted publisher API. */
@NullMarked
package dev.tokenless.registry.rubygems;

import org.jspecify.annotations.NullMarked;
