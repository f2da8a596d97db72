package dev.parley.server;

/**
 * Hears of what happens on a server.
 *
 * <p>Thread: that of the guest's session, which on some transports serves many others, or the one that writes to him, the
 * server's own where a guest's time is up, or that on which an {@link Authenticator} answers: it must not block. Whoever writes
 * to a disk or a network takes events from an {@link EventQueue}. Events of one guest come in order; calls for different guests
 * may overlap. What it throws is logged, and hurts nobody.
 */
@FunctionalInterface
public interface ChatListener {
    /** For programs that do not want to know. */
    ChatListener NONE = event -> {};

    void happened(ChatEvent event);

    /** Both hear everything, this one first. */
    default ChatListener and(ChatListener other) {
        return event -> {
            try {
                happened(event);
            } finally {
                other.happened(event);
            }
        };
    }
}
