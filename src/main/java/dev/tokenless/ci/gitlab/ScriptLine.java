package dev.tokenless.ci.gitlab;

import dev.tokenless.repo.Place;

/**
 * One entry of a script, which GitLab hands to the shell one after another; it may itself be of several lines.
 *
 * @param place of the YAML scalar, in whichever file it stands
 */
public record ScriptLine(String text, Place place) {}
