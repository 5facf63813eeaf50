package dev.tokenless.repo;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From the bytes of a repository's file to its text, or to the sentence that says why it has none. */
public final class Decoding {
    /** Stands where the library could not decode, or in the file itself; only then the strict way is gone. */
    private static final char REPLACEMENT = '\uFFFD';

    private Decoding() {}

    /** Decodes strictly: a file that is not wholly UTF-8 text is not read. Line ends and byte order mark stay. */
    public static SourceTree.Reading utf8(String path, byte[] bytes) {
        String plain = new String(bytes, StandardCharsets.UTF_8);
        if (plain.indexOf(REPLACEMENT) < 0 && plain.indexOf('\0') < 0) {
            return new SourceTree.Text(new SourceText(path, plain));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError() && startsLikeUtf16(bytes)) {
            return unread(path, text, "The file is encoded as UTF-16, not as UTF-8, and was not read.");
        }
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            return unread(path, text.substring(0, zero), "The file is binary (it holds a zero byte) and was not read.");
        }
        if (result.isError()) {
            return unread(
                    path,
                    text,
                    String.format("The file is not UTF-8 text (byte 0x%02X) and was not read.", bytes[in.position()]));
        }
        return new SourceTree.Text(new SourceText(path, text));
    }

    private static boolean startsLikeUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    }

    /** The place is the end of what could be read. */
    private static SourceTree.Reading unread(String path, String readable, String message) {
        Place place = new SourceText(path, readable).place(readable.length(), readable.length());
        return new SourceTree.Unread(new Problem(place, message));
    }
}
