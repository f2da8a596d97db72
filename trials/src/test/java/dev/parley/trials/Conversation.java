package dev.parley.trials;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * One conversation of guests whose connections have faults, and what each of them must have heard. The steady ones lose
 * nothing; the doomed ones are broken off, and must have got the beginning. A witness without faults hears everything, and so
 * tells the one order that all must agree on. Thread: a test's.
 */
final class Conversation implements AutoCloseable {
    private static final int STEADY_OF_A_KIND = 2;
    private static final int DOOMED_OF_A_KIND = 3;
    private static final int LINES = 60;
    private static final int DEADLINE_SECONDS = 60;
    private static final String OVER = "over";

    private final FaultProxy proxy;
    private final SplittableRandom dice;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Caller> callers = new ArrayList<>();
    private final Map<String, List<String>> said = new LinkedHashMap<>();
    private final Map<String, Future<List<String>>> steady = new LinkedHashMap<>();
    private final Map<String, Future<List<String>>> doomed = new LinkedHashMap<>();
    private final List<Future<Integer>> speaking = new ArrayList<>();

    /** They fail: their connections break. */
    private final List<Future<Integer>> breakingOff = new ArrayList<>();

    private final LongAdder steadyLinesHeard = new LongAdder();
    private final Caller witness;
    private final Caller closer;
    private final Future<List<String>> order;

    Conversation(InetSocketAddress server, FaultProxy proxy, long seed) throws IOException {
        this.proxy = proxy;
        this.dice = new SplittableRandom(seed);
        this.witness = keep(Caller.join(server, "witness"));
        this.closer = keep(Caller.join(server, "closer"));
        this.order = threads.submit(() -> listen(witness));
    }

    /** Everybody comes, and then all talk at once. */
    void begin() throws IOException {
        List<Caller> steadyOnes = new ArrayList<>();
        for (int i = 0; i < STEADY_OF_A_KIND; i++) {
            for (Fault fault : List.of(Fault.delay(), Fault.pieces(), Fault.trickle())) {
                steadyOnes.add(keep(proxy.join("steady-" + fault.name() + "-" + i, fault)));
            }
        }
        List<Caller> doomedOnes = new ArrayList<>();
        for (int i = 0; i < DOOMED_OF_A_KIND; i++) {
            for (Fault fault : List.of(Fault.reset(dice), Fault.cut(dice))) {
                doomedOnes.add(keep(proxy.join("doomed-" + fault.name() + "-" + i, fault)));
            }
        }
        doomedOnes.forEach(caller -> breakingOff.add(talk(caller, doomed)));
        steadyOnes.forEach(caller -> speaking.add(talk(caller, steady)));
    }

    private Future<Integer> talk(Caller caller, Map<String, Future<List<String>>> group) {
        List<String> lines = lines(dice.split());
        said.put(caller.name(), lines);
        group.put(caller.name(), threads.submit(() -> listen(caller)));
        return threads.submit(() -> speak(caller, lines));
    }

    /** Numbered, of many lengths, with characters of one to four bytes. */
    private static List<String> lines(RandomGenerator dice) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(i + " " + "aé語🙂".repeat(dice.nextInt(dice.nextInt(10) == 0 ? 100 : 4)));
        }
        return lines;
    }

    private static int speak(Caller caller, List<String> lines) throws IOException {
        for (String line : lines) {
            caller.says(line);
        }
        return lines.size();
    }

    private List<String> listen(Caller caller) throws IOException {
        List<String> heard = new ArrayList<>();
        for (String line = caller.hears(); line != null; line = caller.hears()) {
            if (line.equals("<closer> " + OVER)) {
                return heard;
            }
            heard.add(line);
            if (caller == witness && line.startsWith("<steady-")) {
                steadyLinesHeard.increment();
            }
        }
        return heard;
    }

    /** Waits until those without a fatal fault have said all, and the others are gone. */
    void awaitTheSteady() throws Exception {
        for (Future<Integer> each : speaking) {
            each.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        for (Future<List<String>> each : doomed.values()) {
            each.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        // What they have said may still be on its way.
        Trial.await(
                () -> steadyLinesHeard.sum() >= (long) speaking.size() * LINES,
                Duration.ofSeconds(DEADLINE_SECONDS),
                () -> "the witness has heard only " + steadyLinesHeard.sum() + " lines of the steady ones");
    }

    List<String> steadyMembers() {
        List<String> members = new ArrayList<>(steady.keySet());
        members.add(witness.name());
        members.add(closer.name());
        members.sort(null);
        return members;
    }

    /** Ends it, and compares what everybody has heard. Returns how many lines were compared. */
    long check() throws Exception {
        closer.says(OVER);
        List<String> all = order.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        said.keySet().forEach(name -> checkSaid(name, all));
        long checked = all.size();
        for (String name : said.keySet()) {
            boolean isSteady = steady.containsKey(name);
            List<String> heard = requireNonNull((isSteady ? steady : doomed).get(name)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<String> others = all.stream().filter(line -> !line.startsWith("<" + name + "> ")).toList();
            assertThat(heard)
                    .as("what %s has heard", name)
                    .isEqualTo(isSteady ? others : others.subList(0, Math.min(heard.size(), others.size())));
            checked += heard.size();
        }
        return checked;
    }

    private void checkSaid(String name, List<String> all) {
        String prefix = "<" + name + "> ";
        List<String> heard = all.stream().filter(line -> line.startsWith(prefix)).toList();
        List<String> whole = requireNonNull(said.get(name)).stream().map(prefix::concat).toList();
        assertThat(heard)
                .as("what was heard of %s", name)
                .isEqualTo(steady.containsKey(name) ? whole : whole.subList(0, Math.min(heard.size(), whole.size())));
    }

    private Caller keep(Caller caller) {
        callers.add(caller);
        return caller;
    }

    @Override
    public void close() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        threads.shutdownNow();
    }
}
