package dev.tokenless.github;

import dev.tokenless.net.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Why GitHub did not do or tell what was asked, with what to do next. */
public sealed interface Trouble {

    /** What happened and what to do, for the user. GitHub's own words in it are not yet escaped. */
    String sentence();

    /** GitHub wants to know who asks, or does not accept the token. */
    record NotSignedIn(boolean tokenGiven) implements Trouble {
        @Override
        public String sentence() {
            return tokenGiven
                    ? "GitHub does not accept the token: it is wrong, expired or revoked. Sign in again."
                    : "GitHub tells this only to people who are signed in. Sign in, or do this step by hand.";
        }
    }

    /**
     * The token may not do this.
     *
     * @param accepted GitHub's own words for the permissions that would do, empty where it gave none
     */
    record MissingRight(Right right, TokenKind kind, String accepted) implements Trouble {
        @Override
        public String sentence() {
            String name = kind.hasScopes()
                    ? "the scope “" + right.scope() + "”"
                    : "the permission “" + right.permissionLabel() + "”"
                            + (accepted.isEmpty() ? "" : " (GitHub asks for " + accepted + ")");
            return "The token may not " + right.words() + ": it lacks " + name
                    + ", or its owner has no such right in this repository. Make a token with it, or do this by hand.";
        }
    }

    /** The token may not write workflow files; GitHub often says no more than "not found". */
    record MissingWorkflowScope(TokenKind kind) implements Trouble {
        @Override
        public String sentence() {
            return "The token may not change files in .github/workflows: it lacks "
                    + (kind.hasScopes() ? "the scope “workflow”" : "the permission “Workflows: Read and write”")
                    + ". Make a token with it, or push the branch yourself.";
        }
    }

    /**
     * The organisation wants single sign-on for this token.
     *
     * @param url the page that gives it, null where GitHub named none
     */
    record SingleSignOn(@Nullable String url) implements Trouble {
        @Override
        public String sentence() {
            return "The organisation asks for single sign-on: authorise the token for it"
                    + (url == null ? " in GitHub's settings of your tokens." : " on the page that GitHub names.");
        }
    }

    /**
     * Too many requests.
     *
     * @param until when GitHub answers again, null where it did not say
     * @param signedIn whether a token was given; without one the limit is low
     * @param doubtful whether {@code until} is further ahead than any limit of GitHub's lasts
     */
    record RateLimited(@Nullable Instant until, boolean signedIn, boolean doubtful) implements Trouble {
        /** Where GitHub does not say how long, at least a minute (GitHub REST API, "Rate limits", secondary limits). */
        private static final Duration UNSAID = Duration.ofMinutes(1);

        /** The primary limit is that of an hour (the same page). */
        private static final Duration LONGEST = Duration.ofMinutes(65);

        static RateLimited of(@Nullable Instant until, boolean signedIn, Instant now) {
            return new RateLimited(until, signedIn, until != null && until.isAfter(now.plus(LONGEST)));
        }

        /**
         * The wait where GitHub does not say one: a minute, and twice as long each time that it answers so again, up to the
         * longest (the same page: "exponentially increasing amount of time").
         *
         * @param before how often in a row it answered so before; the first time the limit keeps no time of its own
         */
        RateLimited after(int before, Instant now) {
            if (before == 0) {
                return this;
            }
            Duration wait = UNSAID.multipliedBy(1L << Math.min(before, 10));
            return new RateLimited(now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait), signedIn, false);
        }

        /** Until when nothing is asked. A time that cannot be right silences nobody for longer than a limit lasts. */
        Instant heldBack(Instant now) {
            Instant told = until;
            Instant held = told == null ? now.plus(UNSAID) : doubtful ? now.plus(LONGEST) : told;
            // Whole seconds: the time is shown.
            return held.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public String sentence() {
            return "GitHub answers no more requests for now. " + when(until) + "."
                    + (signedIn ? "" : " If you sign in, the limit is far higher.");
        }

        private String when(@Nullable Instant told) {
            if (told == null) {
                return "Try again in a few minutes: it does not say when";
            }
            DateTimeFormatter words = doubtful
                    ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                    : DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
            // The words know no seconds; to be late by some is better than to be told to come too early.
            String time = words.withZone(ZoneId.systemDefault())
                    .format(told.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES));
            return doubtful
                    ? "It names " + time
                            + ", more than an hour ahead, and none of its limits lasts longer: look whether"
                            + " this computer's clock is right, and try again in an hour"
                    : "Try again after " + time;
        }
    }

    /**
     * There is no such thing, or it is hidden from this token.
     *
     * @param what for example {@code the environment pypi}
     */
    record NotFound(String what, boolean signedIn) implements Trouble {
        @Override
        public String sentence() {
            return "GitHub knows nothing of " + what
                    + (signedIn
                            ? ", or the token may not see it. Check the name and the token's rights, or do this step"
                                    + " by hand."
                            : ", or it is private. Sign in to see private repositories.");
        }
    }

    /** The plan of the account does not have this. */
    record PlanLimit(String sentence) implements Trouble {}

    /** GitHub refused with a reason of its own. */
    record Refused(int status, String message) implements Trouble {
        @Override
        public String sentence() {
            return "GitHub refused (" + status + "): " + (message.isEmpty() ? "no reason given" : message)
                    + (message.endsWith(".") ? "" : ".")
                    + " Do this step by hand, or correct what it names and try again.";
        }
    }

    /** What was asked is no more so: another state than expected. */
    record Changed(String sentence) implements Trouble {}

    /** GitHub itself has trouble. */
    record Down(int status) implements Trouble {
        @Override
        public String sentence() {
            return "GitHub has trouble of its own (" + status
                    + "). Nothing is lost; try again in a few minutes, or look at its status page.";
        }
    }

    /** The answer is not what GitHub's documentation promises: a proxy or a login page may have answered. */
    record Garbled(String url) implements Trouble {
        @Override
        public String sentence() {
            return "The answer of " + url
                    + " cannot be understood; perhaps a proxy answered. Try again, or do this by hand.";
        }
    }

    /** No answer at all. */
    record NoAnswer(Answer.Failure failure) implements Trouble {
        @Override
        public String sentence() {
            return failure.sentence();
        }
    }
}
