package dev.parley.trials;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Guests who come, say something, and leave in every way there is, one after the other. Thread: one of its own. */
final class Churn implements Callable<Long> {
    private static final int MOST_LINES = 5;

    private final InetSocketAddress server;
    private final String name;
    private final RandomGenerator dice;
    private final Garbage garbage;
    private final BooleanSupplier goesOn;
    private final LongAdder visits;

    Churn(InetSocketAddress server, String name, SplittableRandom dice, BooleanSupplier goesOn, LongAdder visits) {
        this.server = server;
        this.name = name;
        this.dice = dice;
        this.garbage = new Garbage(dice.split());
        this.goesOn = goesOn;
        this.visits = visits;
    }

    /** Returns how many visits it has made. */
    @Override
    public Long call() throws IOException {
        long number = 0;
        while (goesOn.getAsBoolean()) {
            visit(name + "-" + number++);
            visits.increment();
        }
        return number;
    }

    private void visit(String guest) throws IOException {
        if (dice.nextInt(10) == 0) {
            try (Caller nameless = Caller.connect(server)) {
                nameless.saysBytes(garbage.next());
            }
            return;
        }
        try (Caller caller = Caller.join(server, guest)) {
            for (int i = dice.nextInt(MOST_LINES); i > 0; i--) {
                caller.says("line " + i);
            }
            leave(caller);
        }
    }

    private void leave(Caller caller) throws IOException {
        switch (dice.nextInt(5)) {
            case 0 -> caller.resets();
            case 1 -> caller.halfCloses();
            case 2 -> {
                caller.halfCloses();
                hearOut(caller);
            }
            case 3 -> {
                caller.says("/quit");
                hearOut(caller);
            }
            default -> caller.saysBytes(garbage.next());
        }
    }

    private static void hearOut(Caller caller) throws IOException {
        String line = caller.hears();
        while (line != null) {
            line = caller.hears();
        }
    }
}
