package dev.tokenless.check.rules;

import dev.tokenless.check.Fix;
import dev.tokenless.ci.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Pins an action to the commit of its version. */
final class PinFixes {
    private PinFixes() {}

    static @Nullable Fix of(Subject subject, YamlNode.Scalar uses) {
        return null;
    }
}
