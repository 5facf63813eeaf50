package dev.tokenless.check;

/**
 * What a rule is, apart from what it does. Its help page is the resource {@code help/<id>.md} beside the rules.
 *
 * @param id the slug, for example {@code environment-mismatch}
 * @param title one line
 * @param hardening whether it is about safety only, so that it is never a cause of a failed release
 */
public record RuleInfo(String id, String title, Severity severity, boolean hardening) {}
