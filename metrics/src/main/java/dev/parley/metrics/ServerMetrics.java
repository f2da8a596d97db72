package dev.parley.metrics;

import com.google.common.base.CaseFormat;
import dev.parley.api.CloseReason;
import dev.parley.server.ChatServer;
import dev.parley.server.ServerStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * The meters of a server's rooms; {@code docs/operations.md} lists them. They are read when the registry asks for them, and
 * cost nothing in between. Thread: any.
 *
 * @param server is not held: whoever binds its meters keeps it
 */
public record ServerMetrics(ChatServer server) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.rooms", server, of(ServerStats::rooms))
                .description("Rooms there are now")
                .register(registry);
        Gauge.builder("parley.members", server, of(ServerStats::members))
                .description("Members of all rooms now, programs included")
                .register(registry);
        FunctionCounter.builder("parley.lines", server, of(ServerStats::lines))
                .description("Lines said")
                .register(registry);
        FunctionCounter.builder("parley.deliveries", server, of(ServerStats::deliveries))
                .description("Lines times those who were to get them")
                .register(registry);
        for (Class<? extends CloseReason> reason : server.stats().closes().keySet()) {
            FunctionCounter.builder("parley.closes", server, of(stats -> stats.closes().getOrDefault(reason, 0L)))
                    .tag("reason", CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, reason.getSimpleName()))
                    .description("Sessions that have ended")
                    .register(registry);
        }
    }

    private static ToDoubleFunction<ChatServer> of(ToDoubleFunction<ServerStats> number) {
        return server -> number.applyAsDouble(server.stats());
    }
}
