package dev.tokenless.ui.workflow;

/**
 * What the user chose for the migrated file.
 *
 * @param environment for jobs that have none; empty for none
 * @param pin whether the known actions of the publishing jobs are pinned to commits
 * @param separateBuild whether a job that builds and publishes is always divided
 * @param everything whether all packages are migrated at once, not only the chosen one
 */
record Choices(String environment, boolean pin, boolean separateBuild, boolean everything) {}
