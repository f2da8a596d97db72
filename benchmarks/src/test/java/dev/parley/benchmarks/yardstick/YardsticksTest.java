package dev.parley.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.parley.benchmarks.load.Dialect;
import dev.parley.benchmarks.load.Dialects;
import dev.parley.benchmarks.load.Load;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadPlan.Kind;
import dev.parley.benchmarks.load.LoadResult;
import dev.parley.benchmarks.load.Target;
import dev.parley.benchmarks.result.Run.Verdict;
import dev.parley.benchmarks.run.Scenario;
import dev.parley.benchmarks.run.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each yardstick does the job that it is measured at. What is not on this machine is skipped, with the reason. */
final class YardsticksTest {
    private static final Scenario SCENARIO =
            new Scenario("test", "a few people", new LoadPlan(Kind.VERIFY, 1, 3, 3, 0, 1, 0, 0, 0, 0));
    private static final Scenario MANY_ROOMS =
            new Scenario("test", "many rooms", new LoadPlan(Kind.VERIFY, 50, 4, 4, 0, 16, 0, 0, 3, 0));
    private static final String LONG_TEXT = "I will say this in two packets, and you will hear it as one";

    static Stream<Arguments> yardsticks() {
        return Yardsticks.all().stream().map(server -> argumentSet(server.contestant().name(), server));
    }

    @ParameterizedTest
    @MethodSource("yardsticks")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void relaysLines(ServerUnderTest yardstick, @TempDir Path folder) throws IOException, InterruptedException {
        String missing = yardstick.missing();
        assumeTrue(missing == null, missing);
        Dialect dialect = Dialects.named(yardstick.dialect());
        try (RunningServer server = RunningServer.start(yardstick.command(SCENARIO, folder), folder)) {
            try (Person ann = Person.join(dialect, server.port(), "r0001-00001");
                    Person bob = Person.join(dialect, server.port(), "r0001-00002")) {
                hearEachOther(dialect, ann, bob);
                aLineInTwoPackets_isOneLine(dialect, ann, bob);
                manyLinesInOnePacket_areManyLines(dialect, ann, bob);
                whoLeaves_disturbsNobody(dialect, server, ann, bob);
            }
            server.terminate();
        }
    }

    @ParameterizedTest
    @MethodSource("yardsticks")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void guestsOfManyRooms_hearTheirOwnRoomOnly(ServerUnderTest yardstick, @TempDir Path folder) throws IOException {
        String missing = yardstick.missing();
        assumeTrue(missing == null, missing);
        try (RunningServer server = RunningServer.start(yardstick.command(MANY_ROOMS, folder), folder)) {
            Target target = new Target(
                    yardstick.dialect(), "127.0.0.1", server.port(), server.process().pid(), false, yardstick.joinsAtOnce(), null);
            assertThat(Load.run(MANY_ROOMS.load(), target))
                    .extracting(LoadResult::verdict, LoadResult::why)
                    .containsExactly(Verdict.OK, null);
        }
    }

    /** And nobody himself: the next line that each hears is the other's. */
    private static void hearEachOther(Dialect dialect, Person ann, Person bob) throws IOException {
        say(dialect, ann, "hello", bob);
        say(dialect, bob, "hello yourself", ann);
    }

    private static void aLineInTwoPackets_isOneLine(Dialect dialect, Person ann, Person bob) throws IOException {
        ann.sayFirstHalf(LONG_TEXT);
        say(dialect, bob, "still there?", ann);
        ann.saySecondHalf(LONG_TEXT);
        heard(dialect, ann, LONG_TEXT, bob);
    }

    private static void manyLinesInOnePacket_areManyLines(Dialect dialect, Person ann, Person bob) throws IOException {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();
        ann.say(texts);
        for (String text : texts) {
            heard(dialect, ann, text, bob);
        }
    }

    private static void whoLeaves_disturbsNobody(Dialect dialect, RunningServer server, Person ann, Person bob)
            throws IOException {
        Person eve = Person.join(dialect, server.port(), "r0001-00003");
        say(dialect, ann, "three of us", bob, eve);
        eve.sayFirstHalf(LONG_TEXT);
        eve.close();
        Person mallory = Person.join(dialect, server.port(), "r0001-00004");
        mallory.reset();
        say(dialect, ann, "two of us", bob);
        say(dialect, bob, "indeed", ann);
    }

    private static void say(Dialect dialect, Person author, String text, Person... others) throws IOException {
        author.say(text);
        heard(dialect, author, text, others);
    }

    /** Who listens on another connection than he speaks on hears himself. */
    private static void heard(Dialect dialect, Person author, String text, Person... others) throws IOException {
        for (Person other : others) {
            other.hears(author, text);
        }
        if (dialect.separatesRoles()) {
            author.hears(author, text);
        }
    }
}
