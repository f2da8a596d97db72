package dev.parley.benchmarks.yardstick;

import com.google.common.base.Verify;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.result.Contestant;
import dev.parley.benchmarks.result.Contestant.Kind;
import dev.parley.benchmarks.run.Programs;
import dev.parley.benchmarks.run.Scenario;
import dev.parley.benchmarks.run.ServerCommand;
import dev.parley.benchmarks.run.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A well-known server that spreads messages, too, if it is installed: on the loopback interface, with nothing switched on that
 * costs time and is not asked for here, such as persistence, passwords or brakes on fast clients.
 */
sealed interface OtherJob extends ServerUnderTest {
    /** The server's executable. */
    String program();

    @Override
    default @Nullable String missing() {
        return Programs.find(program()) == null ? "There is no " + program() + " on this machine." : null;
    }

    /** The program on a port that was free a moment ago: none of them says which one it was given. */
    default ServerCommand on(int port, String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = Verify.verifyNotNull(Programs.find(program())).toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return ServerCommand.ofProgram(words).listeningOn(port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Publish and subscribe. Who subscribes hears what he publishes, so a writer is a connection that only writes. */
    record Redis() implements OtherJob {
        @Override
        public Contestant contestant() {
            return new Contestant("redis", Kind.OTHER_JOB, "Redis, publish and subscribe, nothing persistent.");
        }

        @Override
        public String program() {
            return "redis-server";
        }

        @Override
        public String dialect() {
            return "redis";
        }

        /** Each writer is two connections, and in many rooms everybody writes. */
        @Override
        public boolean takesPartIn(Scenario scenario) {
            LoadPlan load = scenario.load();
            return load.rooms() == 1 || 2L * load.rooms() * load.members() <= LoadPlan.MAX_SESSIONS;
        }

        @Override
        public boolean hasRooms() {
            return true;
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) throws IOException {
            int port = freePort();
            Path settings = Files.writeString(workDir.resolve("redis.conf"), """
                    bind 127.0.0.1
                    port %d
                    dir %s
                    save ""
                    appendonly no
                    maxclients 19000
                    tcp-backlog 1024
                    client-output-buffer-limit pubsub 4mb 4mb 0
                    """.formatted(port, workDir));
            return on(port, settings.toString());
        }
    }

    /** Subjects. It leaves out what a connection has said itself. */
    record Nats() implements OtherJob {
        @Override
        public Contestant contestant() {
            return new Contestant("nats", Kind.OTHER_JOB, "NATS, core subjects without echo, nothing persistent.");
        }

        @Override
        public String program() {
            return "nats-server";
        }

        @Override
        public String dialect() {
            return "nats";
        }

        @Override
        public boolean hasRooms() {
            return true;
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) throws IOException {
            int port = freePort();
            // Nobody answers its pings, so it must not count them.
            Path settings = Files.writeString(workDir.resolve("nats.conf"), """
                    listen: "127.0.0.1:%d"
                    ping_interval: "1h"
                    ping_max: 1000
                    max_pending: 4MB
                    """.formatted(port));
            return on(port, "-c", settings.toString());
        }
    }

    /** A chat with channels: closest to Parley's own job. */
    record Ngircd() implements OtherJob {
        private static final int MOST_MEMBERS = 100;

        @Override
        public Contestant contestant() {
            return new Contestant("ngircd", Kind.OTHER_JOB, "ngIRCd, one channel a room, no brake on fast clients; 8 join at once.");
        }

        /**
         * It tells everybody in a channel who joins: of 2,000 members each is let in after 2,000 messages, about 100 a second, and often
         * not all of a thousand come in at all. 15,000 connections take it the better part of a minute, behind which it had delivered
         * nothing when the timed part was over.
         */
        @Override
        public boolean takesPartIn(Scenario scenario) {
            LoadPlan load = scenario.load();
            boolean isTalk = load.kind() != LoadPlan.Kind.STORM && load.kind() != LoadPlan.Kind.CROWD;
            return isTalk && load.rooms() == 1 && load.members() <= MOST_MEMBERS;
        }

        /** Its listen queue holds ten. */
        @Override
        public int joinsAtOnce() {
            return 8;
        }

        @Override
        public String program() {
            return "ngircd";
        }

        @Override
        public String dialect() {
            return "irc";
        }

        @Override
        public boolean hasRooms() {
            return true;
        }

        @Override
        public ServerCommand command(Scenario scenario, Path workDir) throws IOException {
            int port = freePort();
            Path settings = Files.writeString(workDir.resolve("ngircd.conf"), """
                    [Global]
                    Name = bench.example
                    Info = bench
                    AdminEMail = nobody@bench.example
                    Listen = 127.0.0.1
                    Ports = %d
                    MotdPhrase = bench
                    [Limits]
                    MaxConnections = 0
                    MaxConnectionsIP = 0
                    MaxJoins = 0
                    MaxNickLength = 20
                    MaxPenaltyTime = 0
                    PingTimeout = 3600
                    PongTimeout = 3600
                    [Options]
                    CloakHost = bench
                    DNS = no
                    Ident = no
                    PAM = no
                    [SSL]
                    CAFile =
                    """.formatted(port));
            return on(port, "--nodaemon", "--config", settings.toString());
        }
    }
}
