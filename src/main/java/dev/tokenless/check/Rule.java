package dev.tokenless.check;

import java.util.List;

/** One small class per rule: from everything that was read to findings. */
public interface Rule {

    RuleInfo info();

    /** The findings of this rule, in the order of their places. */
    List<Finding> check(Inspection inspection);
}
