package dev.parley.cli;

import com.google.common.net.HostAndPort;
import dev.parley.api.Endpoint;
import dev.parley.metrics.EndpointMetrics;
import dev.parley.metrics.PrometheusEndpoint;
import dev.parley.metrics.ServerMetrics;
import dev.parley.server.ChatServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of the server program and of the JVM it runs in, until the process ends. */
final class MetricsServer {
    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    /** They cannot be served there; the message is one line for people. */
    static final class NotServed extends IOException {
        private static final long serialVersionUID = 1;

        NotServed(String message, IOException cause) {
            super(message, cause);
        }
    }

    private MetricsServer() {}

    static void open(String bind, int port, ChatServer server, Endpoint endpoint, String transport) throws NotServed {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ServerMetrics(server).bindTo(registry);
        new EndpointMetrics(endpoint, transport).bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        try {
            InetSocketAddress wanted = new InetSocketAddress(InetAddress.getByName(bind), port);
            int bound = PrometheusEndpoint.open(wanted, registry).address().getPort();
            log.info("Metrics are on http://{}{}", HostAndPort.fromParts(bind, bound), PrometheusEndpoint.PATH);
        } catch (IOException e) {
            String where = HostAndPort.fromParts(bind, port).toString();
            throw new NotServed("Cannot serve metrics on " + where + ": " + e.getMessage(), e);
        }
    }
}
