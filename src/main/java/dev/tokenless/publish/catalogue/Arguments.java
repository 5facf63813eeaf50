package dev.tokenless.publish.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words behind a program, told apart into flags and plain arguments.
 *
 * @param plain the plain arguments with their positions
 * @param flags the flags in order
 */
public record Arguments(List<Plain> plain, List<Flag> flags) {

    /** A plain argument; {@code index} is its position in the words that were read. */
    public record Plain(String text, int index) {}

    /**
     * A flag.
     *
     * @param value its value, null where it has none
     * @param index the flag's position in the words that were read
     * @param last the position of its last word
     */
    public record Flag(String name, @Nullable String value, int index, int last) {}

    /**
     * Reads words.
     *
     * @param from the position of the first word to read
     * @param valueFlags the flags that take the next word as their value
     */
    public static Arguments read(List<String> words, int from, Set<String> valueFlags) {
        List<Plain> plain = new ArrayList<>();
        List<Flag> flags = new ArrayList<>();
        boolean flagsOver = false;
        for (int i = from; i < words.size(); i++) {
            String word = words.get(i);
            if (flagsOver || !word.startsWith("-") || word.equals("-")) {
                plain.add(new Plain(word, i));
                continue;
            }
            if (word.equals("--")) {
                flagsOver = true;
                continue;
            }
            int equals = word.indexOf('=');
            if (equals > 0) {
                flags.add(new Flag(word.substring(0, equals), word.substring(equals + 1), i, i));
            } else if (valueFlags.contains(word) && i + 1 < words.size()) {
                flags.add(new Flag(word, words.get(i + 1), i, i + 1));
                i++;
            } else if (word.length() > 2
                    && word.charAt(1) != '-'
                    && valueFlags.contains(word.substring(0, 2))
                    && !valueFlags.contains(word)) {
                flags.add(new Flag(word.substring(0, 2), word.substring(2), i, i));
            } else {
                flags.add(new Flag(word, null, i, i));
            }
        }
        return new Arguments(plain, flags);
    }

    /** Whether one of these flags is there and not switched off by {@code =false}. */
    public boolean has(Set<String> names) {
        return flag(names).filter(f -> !"false".equals(f.value())).isPresent();
    }

    /** The last of these flags, which is the one that counts. */
    public Optional<Flag> flag(Set<String> names) {
        Flag found = null;
        for (Flag flag : flags) {
            if (names.contains(flag.name())
                    || (flag.value() != null && names.contains(flag.name() + "=" + flag.value()))) {
                found = flag;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The values of these flags, in order. */
    public List<String> values(Set<String> names) {
        List<String> values = new ArrayList<>();
        for (Flag flag : flags) {
            if (names.contains(flag.name()) && flag.value() != null) {
                values.add(flag.value());
            }
        }
        return values;
    }

    /** Whether the plain arguments begin with these words. */
    public boolean begins(List<String> words) {
        if (plain.size() < words.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!plain.get(i).text().equals(words.get(i))) {
                return false;
            }
        }
        return true;
    }
}
