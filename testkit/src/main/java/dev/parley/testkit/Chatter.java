package dev.parley.testkit;

import java.io.IOException;
import java.time.Duration;

/** A guest who talks beside the test, without a break, until this is closed. */
final class Chatter implements AutoCloseable {
    private static final Duration BREATH = Duration.ofMillis(1);
    private static final int MOST_LINES = 20_000;
    private static final String FILLING = "x".repeat(50);

    private final RoomGuest speaker;
    private final Network.Branch<Integer> talk;
    private volatile boolean silent;

    private Chatter(Network network, RoomGuest speaker) {
        this.speaker = speaker;
        this.talk = network.fork(() -> talk(network));
    }

    static Chatter start(Network network, RoomGuest speaker) {
        return new Chatter(network, speaker);
    }

    /** Whether that is, as others hear it, a line of his. */
    boolean hasSaid(String line) {
        return line.startsWith(speaker.line("")) && line.equals(lineOf(numberOf(line)));
    }

    /** Which of his lines that is, from 0. */
    int numberOf(String line) {
        return Integer.parseInt(line.substring(speaker.line("").length(), line.lastIndexOf(' ')));
    }

    String lineOf(int number) {
        return speaker.line(number + " " + FILLING);
    }

    /** Says no more, and tells how many lines there were. */
    int stop() {
        silent = true;
        return talk.join();
    }

    @Override
    public void close() {
        stop();
    }

    private int talk(Network network) throws IOException {
        int said = 0;
        while (!silent && said < MOST_LINES) {
            speaker.says(said + " " + FILLING);
            said++;
            network.pause(BREATH);
        }
        return said;
    }
}
