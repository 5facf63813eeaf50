package dev.tokenless.registry;

import java.util.List;

/**
 * What can be read without credentials about how a release was published.
 *
 * @param version empty where there is no release
 * @param sentence the answer for the user
 * @param evidence what was read, in the registry's words
 */
public record ReleaseProof(State state, String version, String sentence, List<Evidence> evidence) {
    public ReleaseProof {
        evidence = List.copyOf(evidence);
    }

    /** The answer. */
    public enum State {
        /** A trusted publisher published it. */
        TRUSTED,
        /** A person's token or session published it. */
        TOKEN,
        /** What is public does not tell. */
        UNKNOWN,
        NO_RELEASE
    }

    /** One thing that was read. */
    public record Evidence(String label, String value) {}

    /** Reads the proof of one registry. */
    public interface Reader {

        /**
         * The proof for a release.
         *
         * @param version null for the last one
         */
        Outcome<ReleaseProof> read(String packageName, @org.jspecify.annotations.Nullable String version);
    }

    /** There is no release. */
    public static ReleaseProof none(String sentence) {
        return new ReleaseProof(State.NO_RELEASE, "", sentence, List.of());
    }
}
