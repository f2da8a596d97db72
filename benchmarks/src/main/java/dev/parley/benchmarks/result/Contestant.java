package dev.parley.benchmarks.result;

/**
 * A server under test.
 *
 * @param name what users call it, such as {@code nio} or {@code netty-epoll}
 * @param kind what it is to Parley
 * @param description one sentence: how it is built or configured
 */
public record Contestant(String name, Kind kind, String description) {
    /** The same one of Parley's transports with TLS, by whose name reports find this one. */
    public Contestant withTls() {
        return new Contestant(name + "-tls", Kind.PARLEY_TLS, description + ", with TLS 1.3");
    }

    /** What a contestant is to Parley. */
    public enum Kind {
        /** One of Parley's transports. */
        PARLEY,
        /** The same protocol, built in a way that a user could have chosen instead. */
        YARDSTICK,
        /** The physical limit: a server without safety or features. */
        FLOOR,
        /** A well-known server that does a similar job through a protocol of its own: not the same work. */
        OTHER_JOB,
        /** One of Parley's transports with TLS: {@link Contestant#withTls}. It stands apart, and is compared with that one only. */
        PARLEY_TLS
    }
}
