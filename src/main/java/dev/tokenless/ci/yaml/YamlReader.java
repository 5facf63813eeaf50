package dev.tokenless.ci.yaml;

import dev.tokenless.repo.Problem;
import dev.tokenless.repo.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML text into positioned nodes. Nothing is thrown: what cannot be read is a {@link Parsed.Invalid} with line
 * and column. The work is bounded by the size of the text, whatever its aliases and nesting ask for.
 */
public final class YamlReader {
    /** GitHub's bound on the characters of a file (actions/runner, ParseOptions.cs). */
    static final int MAX_CHARACTERS = 1_048_576;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setParseComments(false)
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private YamlReader() {}

    /** Reads a file as GitHub does. */
    public static Parsed read(SourceText source) {
        return read(source, YamlDialect.GITHUB);
    }

    /** Reads a file as the given reader does. */
    public static Parsed read(SourceText source, YamlDialect dialect) {
        if (source.text().length() > MAX_CHARACTERS) {
            return invalid(
                    source,
                    MAX_CHARACTERS,
                    String.format(
                            Locale.ROOT,
                            "the file has %,d characters, more than the %,d that are read",
                            source.text().length(),
                            MAX_CHARACTERS));
        }
        YamlNode everyday = EverydayReader.read(source);
        return everyday == null ? byLibrary(source, dialect) : new Parsed.Document(everyday, List.of(), Set.of());
    }

    /** As the library reads it, mistakes included. */
    static Parsed byLibrary(SourceText source, YamlDialect dialect) {
        CodePoints points = new CodePoints(source.text());
        try {
            ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, source.text()));
            return new TreeBuilder(source, dialect, points, events).document();
        } catch (Refusal e) {
            return invalid(source, e.offset(), e.sentence());
        } catch (MarkedYamlEngineException e) {
            return invalid(source, offset(e, points), EngineWords.sentence(e));
        } catch (ReaderException e) {
            return invalid(
                    source,
                    points.utf16(e.getPosition()),
                    String.format(Locale.ROOT, "the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YamlEngineException e) {
            return invalid(source, 0, String.valueOf(e.getMessage()));
        }
    }

    private static int offset(MarkedYamlEngineException e, CodePoints points) {
        return Optional.ofNullable(e.getProblemMark())
                .flatMap(m -> m)
                .or(() -> Optional.ofNullable(e.getContextMark()).flatMap(m -> m))
                .map(m -> points.utf16(m.getIndex()))
                .orElse(0);
    }

    private static Parsed invalid(SourceText source, int offset, String sentence) {
        return new Parsed.Invalid(new Problem(source.place(offset, offset), "not valid YAML: " + sentence));
    }

    /** Stops the reading of one file; never leaves this class. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String sentence;

        Refusal(int offset, String sentence) {
            super(sentence, null, false, false);
            this.offset = offset;
            this.sentence = sentence;
        }

        int offset() {
            return offset;
        }

        String sentence() {
            return sentence;
        }
    }
}
