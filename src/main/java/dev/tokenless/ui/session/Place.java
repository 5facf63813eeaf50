package dev.tokenless.ui.session;

/** The places of the window. */
public enum Place {
    WELCOME,
    MIGRATION,
    DIAGNOSE,
    PORTFOLIO
}
