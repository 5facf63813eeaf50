package dev.tokenless.sandbox.rubygems;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What a {@code .gem} file says of itself: a tar archive whose {@code metadata.gz} is the specification in YAML. Only its
 * nodes are looked at, no object of it is built.
 *
 * @param platform empty for the ordinary {@code ruby}
 */
record GemFile(String name, String version, String platform) {
    private static final int BLOCK = 512;
    private static final int METADATA_AT_MOST = 1024 * 1024;

    /** The name and version with the platform, as RubyGems names the file. */
    String fullName() {
        return name + "-" + version + (platform.isEmpty() ? "" : "-" + platform);
    }

    /** Reads a file; empty where it is no gem. */
    static Optional<GemFile> read(byte[] bytes) {
        int at = 0;
        while (at + BLOCK <= bytes.length && bytes[at] != 0) {
            String name = text(bytes, at, 100);
            long size = octal(text(bytes, at + 124, 12));
            if (size < 0 || at + BLOCK + size > bytes.length) {
                return Optional.empty();
            }
            if (name.equals("metadata.gz")) {
                return metadata(bytes, at + BLOCK, (int) size);
            }
            at += BLOCK + (int) ((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        return Optional.empty();
    }

    private static Optional<GemFile> metadata(byte[] bytes, int from, int size) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, from, size))) {
            byte[] yaml = in.readNBytes(METADATA_AT_MOST);
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(50)
                    .build();
            Node root = new Compose(settings)
                    .composeString(new String(yaml, StandardCharsets.UTF_8))
                    .orElse(null);
            String name = scalar(value(root, "name"));
            String version = scalar(value(value(root, "version"), "version"));
            String platform = scalar(value(root, "platform"));
            if (name == null || version == null) {
                return Optional.empty();
            }
            return Optional.of(new GemFile(name, version, platform == null || platform.equals("ruby") ? "" : platform));
        } catch (IOException | YamlEngineException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Node value(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (key.equals(scalar(tuple.getKeyNode()))) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    private static @Nullable String scalar(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII).trim();
    }

    private static long octal(String text) {
        return text.matches("[0-7]{1,11}") ? Long.parseLong(text, 8) : -1;
    }
}
