package dev.parley.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running server takes over when it is told to read its configuration again. A part of the program is added with the
 * keys it listens to:
 *
 * {@snippet :
 * reloads.add(Set.of("max-guests"), settings -> server.setLimits(settings.limits()));
 * }
 *
 * <p>Thread: {@link #reload} one at a time, and it may block.
 */
final class Reloads {
    private static final Logger log = LoggerFactory.getLogger(Reloads.class);

    /** Takes over what has changed. If it throws, it goes on with what it has. */
    interface Reloadable {
        void reload(ServerCommand settings) throws Exception;
    }

    private final Supplier<ServerSettings> source;
    private final List<Reloadable> parts = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private Map<String, String> values;

    /** @param source reads the flags and the file again */
    Reloads(ServerSettings first, Supplier<ServerSettings> source) {
        this.source = source;
        this.values = first.values();
    }

    void add(Set<String> keys, Reloadable part) {
        this.keys.addAll(keys);
        parts.add(part);
    }

    /** A file with a problem changes nothing, and is told in one line. */
    synchronized void reload() {
        ServerSettings settings = source.get();
        if (!settings.problems().isEmpty()) {
            log.error("Not reloaded, the old values stay: {}", String.join("; ", settings.problems()));
            return;
        }
        Map<String, String> before = values;
        values = settings.values();
        values.forEach((key, value) -> {
            if (!keys.contains(key) && !value.equals(before.get(key))) {
                log.warn("{} is {} now; that takes a restart", key, value);
            }
        });
        parts.forEach(part -> reload(part, settings.command()));
        log.info("Reloaded.");
    }

    private static void reload(Reloadable part, ServerCommand settings) {
        try {
            part.reload(settings);
        } catch (Exception e) {
            log.error("Not all is reloaded: {}", e.getMessage());
        }
    }
}
