package dev.tokenless.edit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is needed to take written edits back, also after the program was closed. It holds text of the user's files. */
public record UndoLog(List<Entry> entries) {
    public UndoLog {
        entries = List.copyOf(entries);
    }

    /**
     * One file.
     *
     * @param created whether the file was new, so that taking it back removes it
     * @param written SHA-256 of the text that was written, in hexadecimal
     * @param reverse the edits that lead back, against the text that was written
     * @param patch the same as a unified diff, for people and for {@code git apply}
     * @param before for each reverse edit the up to three lines above it and the text that it takes away, by which its
     *     place is found again where other lines changed since
     * @param movedFrom where the file stood before, null where it stayed; logs of earlier versions do not have it
     */
    public record Entry(
            String path,
            boolean created,
            String written,
            List<TextEdit> reverse,
            String patch,
            List<Anchor> before,
            @Nullable String movedFrom) {
        public Entry {
            reverse = List.copyOf(reverse);
            before = anchors(before);
        }

        /** A log that was kept may lack them: then its place is known only in the text as it was written. */
        private static List<Anchor> anchors(@Nullable List<Anchor> kept) {
            return kept == null ? List.of() : List.copyOf(kept);
        }

        /** The entry for an edit that is being written. */
        static Entry of(FileEdit edit) {
            @Nullable String from = edit.movedFrom();
            FileEdit back = from == null
                    ? Editor.between(edit.path(), edit.after(), edit.before())
                    : new FileEdit(
                            from,
                            edit.after(),
                            edit.before(),
                            LineDiff.edits(edit.after(), edit.before()),
                            false,
                            edit.path());
            return new Entry(
                    edit.path(),
                    edit.newFile(),
                    sha256(edit.after()),
                    back.edits(),
                    LineDiff.unified(back),
                    back.edits().stream().map(e -> Anchor.of(edit.after(), e)).toList(),
                    from);
        }

        /** The text without what was written; null where that cannot be told. */
        @Nullable
        String restore(String text) {
            if (sha256(text).equals(written)) {
                return Editor.splice(text, reverse);
            }
            if (created || before.size() != reverse.size()) {
                return null;
            }
            List<TextEdit> found = new java.util.ArrayList<>();
            for (int i = 0; i < reverse.size(); i++) {
                TextEdit edit = before.get(i).find(text, reverse.get(i));
                if (edit == null || found.stream().anyMatch(o -> o.end() > edit.start())) {
                    return null;
                }
                found.add(edit);
            }
            return Editor.splice(text, found);
        }
    }

    /** The text around an edit. */
    public record Anchor(String above, String taken, String below) {
        static Anchor of(String text, TextEdit edit) {
            return new Anchor(
                    text.substring(lines(text, edit.start(), -3), edit.start()),
                    text.substring(edit.start(), edit.end()),
                    text.substring(edit.end(), lines(text, edit.end(), 3)));
        }

        /** The same edit in a text that changed elsewhere; null where its place is gone or there are several. */
        @Nullable
        TextEdit find(String text, TextEdit edit) {
            String whole = above + taken + below;
            int first = text.indexOf(whole);
            if (first < 0 || text.indexOf(whole, first + 1) >= 0) {
                return null;
            }
            int start = first + above.length();
            return new TextEdit(start, start + taken.length(), edit.replacement());
        }

        private static int lines(String text, int from, int count) {
            int at = from;
            for (int i = 0; i < Math.abs(count); i++) {
                int next = count < 0 ? text.lastIndexOf('\n', at - 2) + 1 : text.indexOf('\n', at) + 1;
                if (count < 0 && at <= 1 || count > 0 && next == 0) {
                    return count < 0 ? 0 : text.length();
                }
                at = next;
            }
            return at;
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
