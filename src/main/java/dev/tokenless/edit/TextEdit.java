package dev.tokenless.edit;

/**
 * The replacement of a stretch of text.
 *
 * @param start offset in UTF-16 units of the text before any edit
 * @param end offset behind the stretch; equal to start for an insertion
 */
public record TextEdit(int start, int end, String replacement) {}
