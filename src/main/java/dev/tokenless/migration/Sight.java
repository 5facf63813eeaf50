package dev.tokenless.migration;

/**
 * What was seen of one stage just now.
 *
 * @param told whether it was seen to be so, seen not to be so, or not to be seen from here
 */
record Sight(StageState state, Told told) {

    /** What a sight is worth against what is remembered. */
    enum Told {
        /** It holds, whatever was said. */
        HOLDS,
        /** It does not hold, whatever was said or seen before. */
        DOES_NOT_HOLD,
        /** What is remembered counts. */
        NOTHING
    }

    static Sight holds(String evidence) {
        return new Sight(new StageState.Done(evidence, null, false), Told.HOLDS);
    }

    static Sight needless(StageState state) {
        return new Sight(state, Told.HOLDS);
    }

    static Sight refuted(String nextStep) {
        return new Sight(new StageState.Open(nextStep), Told.DOES_NOT_HOLD);
    }

    static Sight open(String nextStep) {
        return new Sight(new StageState.Open(nextStep), Told.NOTHING);
    }
}
