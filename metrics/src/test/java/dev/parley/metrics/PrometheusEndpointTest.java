package dev.parley.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Endpoint;
import dev.parley.api.Transport;
import dev.parley.server.ChatOptions;
import dev.parley.server.ChatServer;
import dev.parley.transport.blocking.VirtualTransport;
import dev.parley.transport.nio.NioTransport;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server with guests, and what a scrape of it says. */
class PrometheusEndpointTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String WELCOMED = "Please enter your username: You are connected to chatroom.\n";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ChatServer server = ChatServer.create(ChatOptions.defaults().withAnnounceUpTo(0));
    private final PrometheusEndpoint prometheus = open(registry);

    static Stream<Transport> transports() {
        return Stream.of(new NioTransport(), new VirtualTransport());
    }

    @AfterEach
    void close() {
        server.close();
        prometheus.close();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aScrapeTellsWhatHasHappened(Transport transport) throws Exception {
        Endpoint endpoint = server.open(transport, ANY_PORT);
        new ServerMetrics(server).bindTo(registry);
        new EndpointMetrics(endpoint, transport.name()).bindTo(registry);
        String tags = "port=\"" + endpoint.address().getPort() + "\",transport=\"" + transport.name() + "\"";
        try (Socket ann = join(endpoint, "ann");
                Socket bob = join(endpoint, "bob");
                Socket eve = join(endpoint, "eve")) {
            ann.getOutputStream().write("one\ntwo\n".getBytes(UTF_8));
            assertThat(read(bob, 20)).isEqualTo("<ann> one\n<ann> two\n");
            assertThat(read(eve, 20)).isEqualTo("<ann> one\n<ann> two\n");
        }
        long written = 3L * WELCOMED.length() + 2 * 20;
        // A scrape reads one meter after the other, so what is true of one of them may not be of the one before yet.
        String text = awaitScrape(scraped -> scraped.contains("parley_closes_total{reason=\"peer_closed\"} 3.0")
                && scraped.contains("parley_members 0.0"));
        assertThat(text.lines())
                .contains(
                        "parley_rooms 1.0",
                        "parley_members 0.0",
                        "parley_lines_total 2.0",
                        "parley_deliveries_total 4.0",
                        "parley_closes_total{reason=\"fell_behind\"} 0.0");
        assertThat(awaitScrape(scraped -> scraped.contains("parley_sessions{" + tags + "} 0.0")).lines())
                .contains("parley_read_bytes_total{" + tags + "} 20.0", "parley_waiting_bytes{" + tags + "} 0.0")
                .contains("parley_written_bytes_total{" + tags + "} " + (double) written)
                .anyMatch(line -> line.matches("parley_writes_total\\{.+} [1-9]\\d*\\.0"));
    }

    @Test
    void everyLoopIsSeenToBeBusy() throws Exception {
        Endpoint endpoint = server.open(new NioTransport(), ANY_PORT);
        new EndpointMetrics(endpoint, "nio").bindTo(registry);
        int loops = endpoint.stats().orElseThrow().loopsBusy().size();
        assertThat(scrape().lines().filter(line -> line.startsWith("parley_loop_busy_seconds_total{"))).hasSize(loops);
        awaitScrape(scraped -> scraped.lines()
                .filter(line -> line.matches("parley_loop_busy_seconds_total\\{loop=\"0\",.+} [0-9.E-]*[1-9][0-9.E-]*"))
                .count() == 1);
    }

    @Test
    void theDocumentNamesEveryMeter() throws IOException {
        Endpoint endpoint = server.open(new NioTransport(), ANY_PORT);
        new ServerMetrics(server).bindTo(registry);
        new EndpointMetrics(endpoint, "nio").bindTo(registry);
        String document = Files.readString(Path.of("..", "docs", "operations.md"));
        assertThat(scrape().lines().filter(line -> line.startsWith("parley_")).map(line -> line.split("[{ ]", 2)[0]))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(document).contains("| `" + name + "` |"));
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws IOException {
        assertThat(request("GET", "/").getResponseCode()).isEqualTo(404);
        assertThat(request("GET", "/metrics/more").getResponseCode()).isEqualTo(404);
        assertThat(request("POST", "/metrics").getResponseCode()).isEqualTo(405);
        HttpURLConnection scrape = request("GET", "/metrics");
        assertThat(scrape.getResponseCode()).isEqualTo(200);
        assertThat(scrape.getHeaderField("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    /** Numbers are a moment old at most. */
    private String awaitScrape(Predicate<String> condition) throws IOException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        String text = scrape();
        while (!condition.test(text)) {
            assertThat(System.nanoTime() - deadline).as("too late for: %s", text).isNegative();
            text = scrape();
        }
        return text;
    }

    private String scrape() throws IOException {
        return new String(request("GET", "/metrics").getInputStream().readAllBytes(), UTF_8);
    }

    private HttpURLConnection request(String method, String path) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + prometheus.address().getPort() + path);
        HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection();
        request.setRequestMethod(method);
        request.setReadTimeout((int) DEADLINE.toMillis());
        return request;
    }

    private static Socket join(Endpoint endpoint, String name) throws IOException {
        Socket socket = new Socket(endpoint.address().getAddress(), endpoint.address().getPort());
        socket.setSoTimeout((int) DEADLINE.toMillis());
        socket.getOutputStream().write((name + "\n").getBytes(UTF_8));
        assertThat(read(socket, WELCOMED.length())).isEqualTo(WELCOMED);
        return socket;
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
    }

    private static PrometheusEndpoint open(PrometheusMeterRegistry registry) {
        try {
            return PrometheusEndpoint.open(ANY_PORT, registry);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
