/** YAML as CI systems read it: a tree in which every node knows its place in the text. */
@NullMarked
package dev.tokenless.ci.yaml;

import org.jspecify.annotations.NullMarked;
