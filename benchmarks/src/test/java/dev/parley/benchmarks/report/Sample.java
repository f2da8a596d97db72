package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Comparison;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run;
import dev.parley.benchmarks.result.Run.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An invented comparison, the same in each call: contestants of every kind, ranges that overlap and ranges that do not, a run
 * whose generator was the limit, missed rates, a failed run, and texts that try to break out. One speaks TLS, and is cheaper than all
 * others: were he compared with them, he would be said to win.
 */
final class Sample {
    static final int ROUNDS = 3;

    static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&|`*😀\u2028";

    static final String TLS = "nio-tls";

    /** The place of {@link #HOSTILE} among the contestants. */
    static final int HOSTILE_PLACE = 11;

    /** By how much a round differs from another; not the same for all, so that ranges differ, too. */
    private static final double[] WOBBLE = {0.97, 1.0, 1.02, 1.01, 0.96, 1.04, 1.0};

    private record Server(Contestant contestant, double nanos, double bytes, double micros) {}

    private static final List<Server> SERVERS = List.of(
            server("nio", Kind.PARLEY, "Parley on NIO, one event loop", 31.4, 1_350, 48),
            server("nio-2", Kind.PARLEY, "Parley on NIO, two event loops", 43.1, 1_420, 61),
            server("virtual", Kind.PARLEY, "Parley on virtual threads", 31.9, 3_600, 66),
            server("platform", Kind.PARLEY, "Parley on platform threads", 68.2, 18_200, 104),
            server("queue-virtual", Kind.YARDSTICK, "A queue for each session, virtual threads", 95.5, 9_800, 131),
            server("netty-nio", Kind.YARDSTICK, "Netty 4.2 on NIO, shared buffers, one flush a read", 367, 7_200, 240),
            server("netty-epoll", Kind.YARDSTICK, "Netty 4.2 on epoll, shared buffers, one flush a read", 222, 6_900, 170),
            server("netty-example", Kind.YARDSTICK, "Netty as in its own chat example", 5_600, 8_100, 5_200),
            server("c-epoll", Kind.FLOOR, "C on epoll with a shared log", 33.8, 610, 41),
            server("redis", Kind.OTHER_JOB, "Redis 7, publish and subscribe", 200, 11_500, 190),
            server("nats", Kind.OTHER_JOB, "NATS 2.9, one subject", 185, 24_000, 260),
            server(HOSTILE, Kind.OTHER_JOB, HOSTILE, 500, 5_000, 300),
            server(TLS, Kind.PARLEY_TLS, "Parley on NIO, one event loop, with TLS 1.3", 15.7, 0, 0));

    private final List<Run> runs = new ArrayList<>();

    private Sample() {}

    static Comparison comparison() {
        var sample = new Sample();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Server server : SERVERS) {
                sample.add(server, round);
            }
        }
        var contestants = SERVERS.stream().map(Server::contestant).toList();
        return new Comparison(
                "2026-11-24T09:30:00Z",
                "./parley bench --rounds 3 # " + HOSTILE,
                "0123abc-dirty",
                machine(),
                true,
                contestants,
                List.copyOf(sample.runs));
    }

    private static Map<String, String> machine() {
        var machine = new LinkedHashMap<String, String>();
        machine.put("processor", "An Example @ 2.50 GHz");
        machine.put("cores", "2");
        machine.put("memory", "8 GB");
        machine.put("system", "Linux 6.1");
        machine.put("JVM", "OpenJDK 25, -XX:+UseSerialGC");
        return machine;
    }

    private void add(Server server, int round) {
        add("broadcast", "100 members, 10 writers, 1024 lines in flight", server, round, load(server, round, 1));
        add("all-to-all", "100 members, all of them writers", server, round, load(server, round, 1.3));
        if (server.contestant().kind() == Kind.PARLEY_TLS) {
            return;
        }
        add("latency", "1,000 members, 200 lines a second", server, round, due(server, round));
        add("idle-crowd", "10,000 members", server, round, crowd(server, round));
        add("connect-storm", "5,000 guests at once", server, round, storm(server, round));
    }

    private void add(String scenario, String variant, Server server, int round, Map<Figure, Double> figures) {
        String name = server.contestant().name();
        Verdict verdict = verdict(scenario, name, round);
        runs.add(new Run(
                scenario, variant, name, round, verdict, why(verdict), figures,
                scenario.equals("latency") ? latency(server, round) : null));
    }

    private static Verdict verdict(String scenario, String name, int round) {
        return switch (scenario + " " + name) {
            case "broadcast nio" -> round == 2 ? Verdict.GENERATOR_WAS_THE_LIMIT : Verdict.OK;
            case "latency netty-example" -> Verdict.MISSED_THE_RATE;
            case "all-to-all platform" -> round == 3 ? Verdict.FAILED : Verdict.OK;
            default -> name.equals(HOSTILE) && scenario.equals("broadcast") ? Verdict.FAILED : Verdict.OK;
        };
    }

    private static @Nullable String why(Verdict verdict) {
        return switch (verdict) {
            case OK -> null;
            case GENERATOR_WAS_THE_LIMIT -> "its core was 99 % busy";
            case MISSED_THE_RATE -> "asked for 200 lines a second, sent 122";
            case FAILED -> "line 17 came twice " + HOSTILE;
        };
    }

    private static Map<Figure, Double> load(Server server, int round, double factor) {
        double nanos = server.nanos() * factor * wobble(server, round);
        var figures = generator(server, round);
        figures.put(Figure.CPU_PER_DELIVERY, nanos);
        figures.put(Figure.DELIVERIES_PER_SECOND, 0.97e9 / nanos);
        figures.put(Figure.BYTES_PER_WRITE, 2e6 / server.nanos());
        figures.put(Figure.ALLOCATION_PER_DELIVERY, server.nanos() > 90 ? server.nanos() / 4 : 0.0);
        return figures;
    }

    private static Map<Figure, Double> due(Server server, int round) {
        var latency = latency(server, round);
        var figures = generator(server, round);
        figures.put(Figure.CPU_PER_DELIVERY, 4 * server.nanos() * wobble(server, round) + 6_000);
        figures.put(Figure.LATENCY_P50, latency.get(50.0));
        figures.put(Figure.LATENCY_P99, latency.get(99.0));
        figures.put(Figure.LATENCY_P999, latency.get(99.9));
        figures.put(Figure.LATENCY_MAX, latency.get(100.0));
        return figures;
    }

    private static Map<Double, Double> latency(Server server, int round) {
        double median = server.micros() * wobble(server, round);
        return new HashMap<>(Map.of(
                50.0, median, 90.0, median * 1.5, 99.0, median * 2.6, 99.9, median * (6 + server.nanos() % 5),
                99.99, median * (14 + round), 100.0, median * (19 + 3 * round)));
    }

    private static Map<Figure, Double> crowd(Server server, int round) {
        var figures = generator(server, round);
        figures.put(Figure.RESIDENT_PER_SESSION, server.bytes() * wobble(server, round));
        if (server.contestant().kind() != Kind.FLOOR) {
            figures.put(Figure.HEAP_PER_SESSION, server.bytes() * 0.4);
        }
        return figures;
    }

    private static Map<Figure, Double> storm(Server server, int round) {
        var figures = generator(server, round);
        figures.put(Figure.CONNECTS_PER_SECOND, 2e6 / (server.micros() + 60) * wobble(server, round));
        return figures;
    }

    private static Map<Figure, Double> generator(Server server, int round) {
        var figures = new HashMap<Figure, Double>();
        figures.put(Figure.GENERATOR_LOAD, 99 - Math.min(60, server.nanos() / 10) - round);
        figures.put(Figure.GENERATOR_LAG_MAX, 120 * wobble(server, round));
        return figures;
    }

    private static double wobble(Server server, int round) {
        return WOBBLE[(SERVERS.indexOf(server) + 2 * round) % WOBBLE.length];
    }

    private static Server server(
            String name, Kind kind, String description, double nanos, double bytes, double micros) {
        return new Server(new Contestant(name, kind, description), nanos, bytes, micros);
    }
}
