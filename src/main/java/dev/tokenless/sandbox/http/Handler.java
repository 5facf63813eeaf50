package dev.tokenless.sandbox.http;

/** Answers requests, from several connections at once. */
@FunctionalInterface
public interface Handler {
    Response answer(Request request);
}
