package dev.parley.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running server does when it is told to read its configuration again: it checks the file, says which values are other ones
 * now, and whether that takes a restart, and lets the parts of the program begin anew that can.
 *
 * <p>Thread: {@link #reload} one at a time, and it may block.
 */
final class Reloads {
    private static final Logger log = LoggerFactory.getLogger(Reloads.class);

    /** Begins anew. If it throws, it goes on with what it has. */
    interface Reloadable {
        void reload(ServerSettings now) throws IOException;
    }

    private final Supplier<ServerSettings> source;
    private final List<Reloadable> parts = new ArrayList<>();

    /** Those that hold. */
    private final Map<String, String> values;

    /** @param source reads the flags and the file again */
    Reloads(ServerSettings first, Supplier<ServerSettings> source) {
        this.source = source;
        this.values = new TreeMap<>(first.values());
    }

    void add(Reloadable part) {
        parts.add(part);
    }

    /** A file with a problem changes nothing, and is told in one line. */
    synchronized void reload() {
        ServerSettings settings = source.get();
        if (!settings.problems().isEmpty()) {
            log.error("Not reloaded, the old values stay: {}", String.join("; ", settings.problems()));
            return;
        }
        parts.forEach(part -> reload(part, settings));
        settings.values().forEach((key, value) -> {
            String before = values.get(key);
            if (!value.equals(before)) {
                tell(key, before, value);
            }
        });
        log.info("Reloaded.");
    }

    private void tell(String key, @Nullable String before, String value) {
        if (LimitFlags.LIVE_KEYS.contains(key)) {
            values.put(key, value);
            log.info("{} is {} now", key, value);
        } else {
            log.warn("{} will be {}; that takes a restart, until which it is {}", key, value, before);
        }
    }

    private static void reload(Reloadable part, ServerSettings settings) {
        try {
            part.reload(settings);
        } catch (IOException e) {
            log.error("Not all is reloaded: {}", e.getMessage());
        }
    }
}
