package dev.parley.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server asked for a name again instead of a welcome. */
public final class NameRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final @Nullable String notice;

    NameRefusedException(String name, @Nullable String notice) {
        super("The server refused the name \"" + name + '"' + (notice == null ? "" : ": " + notice));
        this.notice = notice;
    }

    /** Why, in the server's words; {@code null} if it gave no reason, as the {@code classic} profile never does. */
    public @Nullable String notice() {
        return notice;
    }
}
