package dev.tokenless.diagnose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A known text that was found in a log.
 *
 * @param values what its named groups hold
 * @param line where it begins
 * @param at its place in the folded log
 * @param cut whether the log ends, or begins, in the middle of it
 */
record LogHit(LogPattern pattern, Map<String, String> values, LogLine line, int at, boolean cut) {
    private static final Pattern MISSING = Pattern.compile("\\{[a-z]+\\}");

    /** What to look at for a cause that a text only allows, where the text's own entry does not say it. */
    private static final Map<String, String> LOOK = Map.of(
            "id-token-permission-missing",
            "Look whether the publishing job has id-token: write.",
            "npm-client-too-old",
            "Look which npm published: 11.5.1 is the first that exchanges identities.",
            "release-tool-too-old",
            "Look which version of the release tool ran.",
            "first-publish-needs-token",
            "If no version of the package is published yet, the first one needs a token.",
            "token-left-over",
            "Look whether a stored token reaches the publishing step.",
            "publisher-not-found",
            "Look at the registry whether this repository, workflow file and environment are registered.",
            "pending-publisher-missing",
            "If the package does not exist yet, a pending publisher must have its very name.",
            "identity-token-expired",
            "Look how much time passed between the token and its use.");

    LogHit {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /** Whether it names a version that is new enough, which rules the cause of an older one out. */
    boolean newEnough() {
        @Nullable String needed = pattern.older();
        return needed != null && LogScan.compare(LogScan.version(this), needed) >= 0;
    }

    /** Whether it tells that something failed. */
    boolean refusal() {
        return pattern.refusal() && !newEnough();
    }

    /** What it tells by itself; a text that is cut off tells it less surely. */
    Map<String, Certainty> causes() {
        if (newEnough()) {
            return Map.of();
        }
        Map<String, Certainty> told = cut && !pattern.cut().isEmpty() ? pattern.cut() : pattern.causes();
        if (!cut) {
            return told;
        }
        Map<String, Certainty> less = new LinkedHashMap<>(told);
        less.replaceAll((_, certainty) -> certainty == Certainty.CERTAIN ? Certainty.LIKELY : certainty);
        return less;
    }

    /** The claim whose two values the text holds, null where there is none or the values were cut off. */
    @Nullable
    String compare() {
        return cut ? null : pattern.compare();
    }

    /** The pattern's sentence with its values, and what to look at for this cause. */
    String says(String cause) {
        String look = pattern.look().get(cause);
        if (look == null && causes().size() > 1 && causes().get(cause) == Certainty.POSSIBLE) {
            look = LOOK.get(cause);
        }
        return look == null ? says() : says() + " " + look;
    }

    /** The pattern's sentence with its values. */
    String says() {
        String said = pattern.says();
        for (Map.Entry<String, String> value : values.entrySet()) {
            said = said.replace("{" + value.getKey() + "}", shown(value.getValue()));
        }
        return cut ? MISSING.matcher(said).replaceAll("(cut off)") + " The message is cut off here." : said;
    }

    /** A value as code; a list of them stands in code already. */
    private static String shown(String value) {
        return value.startsWith("`") ? value : "`" + value + "`";
    }
}
