package dev.tokenless.publish.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs another one.
 *
 * @param values flags that take a value
 * @param after flags behind which the other program begins
 * @param script flags whose value is a script
 * @param packages flags that name the package of the other program
 * @param skip how many words of its own come before the other program
 * @param becomes what the rest is an argument of, null where it stands for itself
 * @param traits further properties, by the catalogue's words
 */
public record Launcher(
        List<String> words,
        Set<String> values,
        Set<String> after,
        Set<String> script,
        Set<String> packages,
        int skip,
        @Nullable String becomes,
        Set<String> traits) {

    /** Whether the catalogue gives the launcher this property. */
    public boolean is(String trait) {
        return traits.contains(trait);
    }
}
