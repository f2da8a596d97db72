package dev.parley.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a registry to Prometheus at {@value #PATH}, over HTTP on an address of its own. Whoever can reach it can read it: there
 * are no names or lines in it, but bind it to the loopback interface or a network that is trusted. Thread: any; it owns its
 * threads, and not the registry.
 */
public final class PrometheusEndpoint implements AutoCloseable {
    public static final String PATH = "/metrics";

    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int NOT_FOUND = 404;
    private static final long NO_BODY = -1;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PrometheusMeterRegistry registry;

    private PrometheusEndpoint(HttpServer http, PrometheusMeterRegistry registry) {
        this.http = http;
        this.registry = registry;
    }

    /**
     * Binds the address, and serves. Port 0 becomes a free port.
     *
     * @throws IOException if the address cannot be bound
     */
    public static PrometheusEndpoint open(InetSocketAddress address, PrometheusMeterRegistry registry) throws IOException {
        PrometheusEndpoint endpoint = new PrometheusEndpoint(HttpServer.create(address, 0), registry);
        endpoint.http.createContext("/", endpoint::answer);
        endpoint.http.setExecutor(endpoint.threads);
        endpoint.http.start();
        return endpoint;
    }

    /** The bound address, with its real port. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** Frees the port; answers that are under way break off. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
            } else {
                byte[] numbers = registry.scrape().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(OK, numbers.length);
                exchange.getResponseBody().write(numbers);
            }
        }
    }
}
