package dev.parley.benchmarks.load;

/**
 * The server that is put under load; it runs on this machine.
 *
 * @param dialect the name of what is spoken with it
 * @param host where it listens
 * @param port where it listens
 * @param pid its process, whose account is read
 * @param isJvm whether its heap can be asked for
 * @param joinsAtOnce how many sessions may be on their way into it at once, at most
 */
public record Target(String dialect, String host, int port, long pid, boolean isJvm, int joinsAtOnce) {
    /** What a server takes whose listen queue is not unusually short. */
    public static final int JOINS_AT_ONCE = 256;
}
