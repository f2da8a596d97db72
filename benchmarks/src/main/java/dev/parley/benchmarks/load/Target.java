package dev.parley.benchmarks.load;

import org.jspecify.annotations.Nullable;

/**
 * The server that is put under load; it runs on this machine.
 *
 * @param dialect the name of what is spoken with it
 * @param host where it listens
 * @param port where it listens
 * @param pid its process, whose account is read
 * @param isJvm whether its heap can be asked for
 * @param joinsAtOnce how many sessions may be on their way into it at once, at most
 * @param certificate the key store in which the certificate is that it shows, made by {@link SelfSigned}; null if it does not speak TLS
 */
public record Target(String dialect, String host, int port, long pid, boolean isJvm, int joinsAtOnce, @Nullable String certificate) {
    /** What a server takes whose listen queue is not unusually short. */
    public static final int JOINS_AT_ONCE = 256;
}
