package dev.parley.server;

/**
 * How much of something may come: so much at once, and from then on so much a second.
 *
 * @param perSecond on the long run; a half is one every two seconds, and 0 is no limit. What is not 0 is at least {@link #LEAST}
 * @param burst at once, after a while without any; at least 1
 */
public record Rate(double perSecond, int burst) {
    /** The lowest one: a little more than three an hour. */
    public static final double LEAST = 0.001;

    /** The highest one. */
    public static final double MOST = Integer.MAX_VALUE;

    public Rate {
        if (perSecond != 0 && !(perSecond >= LEAST && perSecond <= MOST)) {
            throw new IllegalArgumentException("perSecond must be 0, or from " + LEAST + " to " + (long) MOST + ", not " + perSecond);
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
