package dev.parley.testkit;

import dev.parley.transport.simulated.Weather;

/** The kinds of {@link Weather} that an annotation can name. */
public enum Sky {
    /** Everything takes the same time, and arrives in the order in which it was begun. */
    CALM,

    /** Everything takes its own time, and arrives in pieces. */
    ROUGH,

    /** Rough, and now and then a connection breaks. */
    STORMY;

    public Weather weather() {
        return switch (this) {
            case CALM -> Weather.calm();
            case ROUGH -> Weather.rough();
            case STORMY -> Weather.stormy();
        };
    }
}
