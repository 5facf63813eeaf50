package dev.tokenless.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a test puts forward. */
public final class MovingClock extends Clock {
    private final Clock under;
    private volatile Duration ahead = Duration.ZERO;

    public MovingClock(Clock under) {
        this.under = under;
    }

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public ZoneId getZone() {
        return under.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return under.instant().plus(ahead);
    }
}
