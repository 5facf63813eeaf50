package dev.tokenless.ui.session;

import dev.tokenless.ui.Sign;

/** What the rail says of a step: its state and a few words. */
public record RailLine(Sign sign, String words) {}
