package dev.parley.metrics;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.parley.api.Endpoint;
import dev.parley.api.EndpointStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * The meters of an endpoint, with the transport's name and the port as tags; {@code docs/operations.md} lists them. A
 * transport that counts nothing gives only its sessions. One look at the endpoint serves all meters for half a second, since
 * it may disturb its loops. The registry holds the endpoint from then on. Thread: any.
 */
public final class EndpointMetrics implements MeterBinder {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Endpoint endpoint;
    private final Tags tags;

    /** @param transport what it is called */
    public EndpointMetrics(Endpoint endpoint, String transport) {
        this.endpoint = endpoint;
        this.tags = Tags.of("transport", transport, "port", String.valueOf(endpoint.address().getPort()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.sessions", endpoint, Endpoint::sessionCount)
                .tags(tags)
                .description("Sockets held open for guests now")
                .strongReference(true)
                .register(registry);
        endpoint.stats().ifPresent(first -> bindTo(registry, first));
    }

    private void bindTo(MeterRegistry registry, EndpointStats first) {
        Supplier<EndpointStats> latest = Suppliers.memoizeWithExpiration(() -> endpoint.stats().orElse(first), MOMENT);
        Gauge.builder("parley.waiting", () -> latest.get().bytesWaiting())
                .tags(tags)
                .baseUnit("bytes")
                .description("What guests still have to be sent now")
                .register(registry);
        counter("parley.read", tags, latest, EndpointStats::bytesRead)
                .baseUnit("bytes")
                .description("What was read from guests")
                .register(registry);
        counter("parley.written", tags, latest, EndpointStats::bytesWritten)
                .baseUnit("bytes")
                .description("What the kernel took for guests")
                .register(registry);
        counter("parley.writes", tags, latest, EndpointStats::writes)
                .description("Calls to the kernel that wrote it")
                .register(registry);
        for (int i = 0; i < first.loopsBusy().size(); i++) {
            int loop = i;
            counter("parley.loop.busy", tags.and("loop", String.valueOf(i)), latest, stats -> seconds(stats, loop))
                    .baseUnit("seconds")
                    .description("How long the event loop was not asleep")
                    .register(registry);
        }
    }

    private FunctionCounter.Builder<Endpoint> counter(
            String name, Tags tags, Supplier<EndpointStats> latest, ToDoubleFunction<EndpointStats> number) {
        return FunctionCounter.builder(name, endpoint, _ -> number.applyAsDouble(latest.get())).tags(tags);
    }

    private static double seconds(EndpointStats stats, int loop) {
        return stats.loopsBusy().get(loop).toNanos() / 1e9;
    }
}
