package dev.tokenless.ui.settings;

import java.time.Instant;

/**
 * A project that was opened before.
 *
 * @param folder the folder's absolute path
 * @param name what the user calls it, {@code owner/name} where the remote tells it
 * @param line what was found in it, in a few words
 * @param sign the name of the state's {@link dev.tokenless.ui.Sign}
 * @param state the state it was left in, in words
 */
public record Recent(String folder, String name, String line, String sign, String state, Instant when) {}
