/** The contract of transports as JUnit tests: {@link dev.parley.testkit.TransportContract}. */
module dev.parley.testkit {
    requires transitive dev.parley.api;
    requires transitive dev.parley.server;
    requires transitive dev.parley.transport.simulated;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.parley.testkit;
    exports dev.parley.testkit.scenario;
}
