package dev.parley.spi;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log for those who must go on. Where memory, descriptors or disk have run out, saying so may fail as well; then it is
 * left unsaid, and whoever wanted to say it still does what he has to do. Thread: any.
 */
public final class CarefulLog {
    private final Logger log;

    private CarefulLog(Logger log) {
        this.log = log;
    }

    /** Under the name of that class. */
    public static CarefulLog of(Class<?> speaker) {
        return new CarefulLog(LoggerFactory.getLogger(speaker));
    }

    /** As SLF4J does it: {@code {}} for each argument, and one {@link Throwable} more than there are of them comes with its stack. */
    public void error(String format, @Nullable Object... arguments) {
        try {
            log.error(format, arguments);
        } catch (Throwable _) {
            // There is nobody left to tell.
        }
    }

    /** Likewise. */
    public void warn(String format, @Nullable Object... arguments) {
        try {
            log.warn(format, arguments);
        } catch (Throwable _) {
            // There is nobody left to tell.
        }
    }

    /** Likewise. */
    public void info(String format, @Nullable Object... arguments) {
        try {
            log.info(format, arguments);
        } catch (Throwable _) {
            // There is nobody left to tell.
        }
    }

    /** Likewise. */
    public void debug(String format, @Nullable Object... arguments) {
        try {
            log.debug(format, arguments);
        } catch (Throwable _) {
            // There is nobody left to tell.
        }
    }
}
