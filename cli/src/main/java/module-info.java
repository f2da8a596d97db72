/** The programs: {@code parley server} and {@code parley client}. */
module dev.parley.cli {
    requires static org.jspecify;
    requires ch.qos.logback.classic;
    requires com.google.common;
    requires dev.parley.api;
    requires dev.parley.client;
    requires dev.parley.metrics;
    requires dev.parley.passwords;
    requires dev.parley.server;
    requires dev.parley.tls;
    requires info.picocli;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.apache.commons.text;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;

    uses dev.parley.api.Transport;

    opens dev.parley.cli to
            info.picocli;
}
