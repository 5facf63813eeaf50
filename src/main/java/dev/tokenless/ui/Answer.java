package dev.tokenless.ui;

/** The one sentence that answers a screen's question, and the line below it. */
public record Answer(Sign sign, Rich sentence, Rich below) {}
