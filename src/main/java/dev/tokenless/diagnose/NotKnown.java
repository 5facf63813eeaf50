package dev.tokenless.diagnose;

/**
 * Something that a diagnosis could not look at. It is neither a cause nor in order.
 *
 * @param what the question that stays open, as a part of a sentence that begins with a capital, for example {@code Whether
 *     npm accepts `publish`}
 * @param reason why it is open, whole sentences
 * @param next how to come to know it, a whole sentence
 */
public record NotKnown(String what, String reason, String next) {}
