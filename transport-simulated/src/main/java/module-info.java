/** Transport in memory, for tests: no threads, no ports, virtual time, and a schedule drawn from a seed. */
module dev.parley.transport.simulated {
    requires transitive dev.parley.api;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.parley.transport.simulated;
}
