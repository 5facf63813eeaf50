package dev.tokenless.ci.yaml;

/** The characters that need no rules of their own in YAML: printable ones, line feeds and tabs. */
final class EverydayCharacters {
    private EverydayCharacters() {}

    static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                continue;
            }
            if (c == '\n' || c == '\t') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            boolean letter = c >= 0xA0 && c <= 0xFFFD && !Character.isSurrogate(c);
            if (!letter || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
                return false;
            }
        }
        return true;
    }
}
