package dev.parley.server;

/**
 * How much of something may come: so much at once, and from then on so much a second.
 *
 * @param perSecond on the long run; 0 is no limit
 * @param burst at once, after a while without any; at least 1
 */
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond < 0) {
            throw new IllegalArgumentException("perSecond must be at least 0, not " + perSecond);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1, not " + burst);
        }
    }

    /** As much as comes. */
    public static Rate unlimited() {
        return new Rate(0, 1);
    }

    public boolean isLimited() {
        return perSecond > 0;
    }
}
