package dev.parley.benchmarks.load;

import dev.parley.benchmarks.result.Figure;
import dev.parley.benchmarks.result.Run.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Carries out one plan against one server, in this process. Thread: the caller's, which does everything. */
public final class Load {
    private static final Duration JOIN_DEADLINE = Duration.ofSeconds(60);
    private static final int FULL = 90;

    /** How long a crowd stands about before its memory is read: what is left to do after joins is done by then. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final LoadPlan plan;
    private final Dialect dialect;
    private final Crowd crowd;
    private final Meters meters;
    private final int joinsAtOnce;

    private Load(LoadPlan plan, Dialect dialect, Crowd crowd, Meters meters, int joinsAtOnce) {
        this.plan = plan;
        this.dialect = dialect;
        this.crowd = crowd;
        this.meters = meters;
        this.joinsAtOnce = joinsAtOnce;
    }

    /** Never throws because of what the server does; that is a result. */
    public static LoadResult run(LoadPlan plan, Target target) throws IOException {
        Dialect dialect = Dialects.named(target.dialect());
        InetSocketAddress server = new InetSocketAddress(target.host(), target.port());
        try (Crowd crowd = new Crowd(dialect, server);
                Meters meters = new Meters(target, plan.kind().measuresHeap())) {
            return new Load(plan, dialect, crowd, meters, target.joinsAtOnce()).run();
        } catch (LoadFailure | IllegalStateException e) {
            return LoadResult.failed(String.valueOf(e.getMessage()));
        }
    }

    private LoadResult run() throws IOException {
        return switch (plan.kind()) {
            case CLOSED_LOOP -> closedLoop(settledHalls());
            case OPEN_LOOP -> openLoop(settledHalls());
            case VERIFY -> verify(settledHalls());
            case CROWD -> crowd();
            case STORM -> new Storm(plan, dialect, crowd, Math.min(plan.inFlight(), joinsAtOnce)).run();
        };
    }

    private Halls settledHalls() throws IOException {
        Halls halls = Halls.of(plan, dialect);
        Settling settling = new Settling(crowd, dialect, halls);
        crowd.join(halls.members, joinsAtOnce, settling.ear(), JOIN_DEADLINE);
        settling.settle();
        return halls;
    }

    private LoadResult closedLoop(Halls halls) throws IOException {
        ClosedLoop loop = new ClosedLoop(crowd, halls, ClosedLoop::count, plan);
        loop.talk(seconds(plan.warmUpSeconds()));
        long heardBefore = halls.heardBytes();
        Reading before = meters.readBefore();
        loop.talk(seconds(plan.seconds()));
        Reading after = meters.readAfter();
        long heard = halls.heardBytes() - heardBefore;
        loop.drain();
        if (heard == 0) {
            return LoadResult.failed("nothing was delivered in the timed part");
        }
        return judged(before, after, Meters.figures(before, after, heard / halls.deliveredBytes(), heard));
    }

    /** The result of a closed loop: whoever had nothing left to give was the limit. */
    static LoadResult judged(Reading before, Reading after, Map<Figure, Double> figures) {
        LoadResult result = LoadResult.ok(figures);
        double generatorLoad = figures.getOrDefault(Figure.GENERATOR_LOAD, 0.0);
        double serverLoad = Meters.serverLoad(before, after);
        return generatorLoad > FULL && serverLoad < FULL
                ? result.withVerdict(
                        Verdict.GENERATOR_WAS_THE_LIMIT,
                        "the generator was busy for %.0f %% of the time, the server for %.0f %%"
                                .formatted(generatorLoad, serverLoad))
                : result;
    }

    private LoadResult openLoop(Halls halls) throws IOException {
        ClosedLoop warmUp = new ClosedLoop(crowd, halls, ClosedLoop::count, plan);
        warmUp.talk(seconds(plan.warmUpSeconds()));
        warmUp.drain();
        return new OpenLoop(plan, dialect, crowd, halls, meters).run();
    }

    private LoadResult verify(Halls halls) throws IOException {
        Verification verification = new Verification(dialect, halls);
        ClosedLoop loop = new ClosedLoop(crowd, halls, verification.ear(), plan);
        loop.talk(verification.linesInEachHall(), seconds(plan.seconds()));
        loop.drain();
        // One that is delivered twice may come behind the last one.
        crowd.turn(20);
        verification.compareOrders();
        return LoadResult.ok(new EnumMap<>(Figure.class));
    }

    /** Memory for each session: the difference between few and many, so that what the server itself takes does not count. */
    private LoadResult crowd() throws IOException {
        List<Member> members = Halls.of(plan, dialect).members;
        crowd.join(members.subList(0, plan.baseMembers()), joinsAtOnce, Ear.DEAF, JOIN_DEADLINE);
        listen(IDLE);
        long residentBefore = meters.residentBytes();
        long heapBefore = meters.liveHeapBytes();
        crowd.join(members.subList(plan.baseMembers(), members.size()), joinsAtOnce, Ear.DEAF, JOIN_DEADLINE);
        listen(IDLE);
        long residentAfter = meters.residentBytes();
        long heapAfter = meters.liveHeapBytes();
        double more = members.size() - plan.baseMembers();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        if (residentBefore >= 0) {
            figures.put(Figure.RESIDENT_PER_SESSION, (residentAfter - residentBefore) / more);
        }
        if (heapBefore >= 0) {
            figures.put(Figure.HEAP_PER_SESSION, (heapAfter - heapBefore) / more);
        }
        return LoadResult.ok(figures);
    }

    private void listen(Duration howLong) throws IOException {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            crowd.turn(10);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
