package dev.tokenless.ci.github;

import dev.tokenless.ci.yaml.Shape;
import dev.tokenless.ci.yaml.YamlNode;
import dev.tokenless.ci.yaml.YamlNode.Mapping;
import dev.tokenless.ci.yaml.YamlNode.Scalar;
import dev.tokenless.ci.yaml.YamlNode.Sequence;

/** GitHub reads {@code <<} as an ordinary key and then refuses it, wherever it stands. */
final class MergeKeys {
    private MergeKeys() {}

    static void refuse(YamlNode node, Shape shape) {
        if (node.aliased()) {
            return;
        }
        switch (node) {
            case Scalar _ -> {}
            case Sequence s -> s.items().forEach(i -> refuse(i, shape));
            case Mapping m -> {
                m.entry("<<")
                        .ifPresent(e -> shape.problem(
                                e.key().place(),
                                "GitHub does not know the merge key '<<': repeat the keys, or use an alias for the"
                                        + " whole value."));
                m.entries().forEach(e -> refuse(e.value(), shape));
            }
        }
    }
}
