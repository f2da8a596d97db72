package dev.parley.testkit;

import dev.parley.transport.simulated.Weather;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of {@link Weather} that an annotation or a scenario can name. */
public enum Sky {
    /** Everything takes the same time, and arrives in the order in which it was begun. */
    CALM,

    /** Everything takes its own time, and arrives in pieces. */
    ROUGH,

    /** Rough, and now and then a connection breaks. */
    STORMY;

    /**
     * The one that a scenario calls by this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Sky of(String word) {
        return Stream.of(values())
                .filter(sky -> sky.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("weather is calm, rough or stormy, and not '" + word + "'"));
    }

    /** What a scenario calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Weather weather() {
        return switch (this) {
            case CALM -> Weather.calm();
            case ROUGH -> Weather.rough();
            case STORMY -> Weather.stormy();
        };
    }
}
