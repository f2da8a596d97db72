package dev.parley.benchmarks.yardstick;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.run.Scenario;
import dev.parley.benchmarks.run.ServerCommand;
import dev.parley.benchmarks.run.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody that Parley is compared with, in the order in which reports show them. */
public final class Yardsticks {
    /** As {@code ./parley server} runs: small object headers, and a collector without threads of its own. */
    private static final ImmutableList<String> JVM =
            ImmutableList.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    /** From Java 25 on Netty does without its fastest way to memory unless it is told that it may. */
    private static final ImmutableList<String> NETTY_JVM = ImmutableList.<String>builder()
            .addAll(JVM)
            .add("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
            .add("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
            .add("-Dio.netty.noUnsafe=false", "-Dio.netty.tryReflectionSetAccessible=true")
            .add("-Dio.netty.leakDetection.level=disabled")
            .build();

    private static final ImmutableList<ServerUnderTest> ALL = ImmutableList.of(
            jvm(
                    "queue-per-session",
                    "Virtual threads: one reads and one writes for each session, with a bounded queue of shared lines between.",
                    ServerCommand.ofJvm(JVM, QueuePerSession.class, "--port", "0")),
            jvm(
                    "netty-batch",
                    "Netty 4.2 on epoll, all lines of a read in one shared buffer, one flush for each turn of its event loop.",
                    ServerCommand.ofJvm(NETTY_JVM, NettyServer.class, "--port", "0", "--io", "epoll", "--batch", "yes")),
            jvm(
                    "netty-epoll",
                    "Netty 4.2 on its native epoll transport: shared buffers, one flush for each read.",
                    ServerCommand.ofJvm(NETTY_JVM, NettyServer.class, "--port", "0", "--io", "epoll")),
            jvm(
                    "netty-nio",
                    "Netty 4.2 on NIO: shared buffers, one flush for each read.",
                    ServerCommand.ofJvm(NETTY_JVM, NettyServer.class, "--port", "0", "--io", "nio")),
            jvm(
                    "netty-example",
                    "Netty 4.2 in the way of its chat examples: strings, one write and flush for each member.",
                    ServerCommand.ofJvm(NETTY_JVM, NettyExample.class, "--port", "0")),
            new FloorInC(),
            new OtherJob.Redis(),
            new OtherJob.Nats(),
            new OtherJob.Ngircd());

    private Yardsticks() {}

    public static ImmutableList<ServerUnderTest> all() {
        return ALL;
    }

    private static ServerUnderTest jvm(String name, String description, ServerCommand command) {
        return new InJava(new Contestant(name, Kind.YARDSTICK, description), command);
    }

    /** What tells the servers of this package how many rooms they have. */
    private static String[] rooms(Scenario scenario) {
        return new String[] {"--rooms", scenario.load().rooms() > 1 ? "many" : "one"};
    }

    private record InJava(Contestant contestant, ServerCommand command) implements ServerUnderTest {
        @Override
        public @Nullable String missing() {
            // Told without loading the library here, in the runner.
            boolean isHere = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
            boolean runs = isHere || !command.words().contains("epoll");
            return runs ? null : "Netty's native epoll transport is here for Linux on x86-64 only.";
        }

        @Override
        public boolean hasRooms() {
            return true;
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) {
            return command.with(rooms(scenario));
        }
    }

    private record FloorInC() implements ServerUnderTest {
        @Override
        public Contestant contestant() {
            String description = "A small server in C on epoll with one shared log, without safety or features.";
            return new Contestant("c-floor", Kind.FLOOR, description);
        }

        @Override
        public @Nullable String missing() {
            return Floor.missing();
        }

        @Override
        public boolean hasRooms() {
            return true;
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) throws IOException {
            return ServerCommand.ofProgram(Floor.build(workDir).toString(), "--port", "0").with(rooms(scenario));
        }
    }
}
