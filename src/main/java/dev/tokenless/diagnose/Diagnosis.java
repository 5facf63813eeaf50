package dev.tokenless.diagnose;

import dev.tokenless.check.Unread;
import dev.tokenless.oidc.Claims;
import dev.tokenless.repo.RegistryId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a release failed, or will fail, from whatever was given.
 *
 * @param registry the registry in question, null where nothing tells it
 * @param causes the most likely first; empty where nothing is wrong, or nothing tells what is
 * @param checked what was looked at and found in order, whole sentences
 * @param notKnown what could not be looked at, each with the reason and how to come to know it
 * @param notes what is worth knowing beside the causes, such as that a pasted token has expired
 * @param unread the CI files of the repository of which nothing is known, so that they may hold the cause
 * @param log the log as it may be shown: cleaned and masked; empty where none was given
 * @param claims what the job presented, null where that is not known
 */
public record Diagnosis(
        @Nullable RegistryId registry,
        List<Cause> causes,
        List<String> checked,
        List<NotKnown> notKnown,
        List<String> notes,
        Unread unread,
        List<LogLine> log,
        @Nullable Claims claims) {
    public Diagnosis {
        causes = List.copyOf(causes);
        checked = List.copyOf(checked);
        notKnown = List.copyOf(notKnown);
        notes = List.copyOf(notes);
        log = List.copyOf(log);
    }

    /**
     * Whether anything was there to be diagnosed: a publish job, a log, claims, or a publisher that was held against the
     * registry's rules. Without any of it, that there are no causes says nothing.
     */
    public boolean lookedAtSomething() {
        return !causes.isEmpty()
                || !checked.isEmpty()
                || log.stream().anyMatch(l -> !l.text().isBlank())
                || claims != null;
    }

    /** Diagnoses what was given. Nothing is sent anywhere. */
    public static Diagnosis of(Given given) {
        return of(given, Clock.systemUTC());
    }

    /** Diagnoses what was given, with a clock for the times of a token. */
    public static Diagnosis of(Given given, Clock clock) {
        return new Reasoning(given, clock).diagnose();
    }
}
