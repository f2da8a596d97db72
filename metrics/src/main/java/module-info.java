/** The numbers of a chat server for Micrometer, and an endpoint for Prometheus. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer's jars have names, but no descriptors.
module dev.parley.metrics {
    requires transitive dev.parley.server;
    requires static transitive org.jspecify;
    requires transitive micrometer.core;
    requires transitive micrometer.registry.prometheus;
    requires com.google.common;
    requires jdk.httpserver;

    exports dev.parley.metrics;
}
