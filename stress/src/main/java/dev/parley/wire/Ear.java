package dev.parley.wire;

import com.google.common.base.Splitter;
import dev.parley.wire.Outbox.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A channel that keeps what is written to it, with a slash for each line end. Thread: one at a time. */
public final class Ear implements ByteSink {
    private static final int EVERYTHING = 1 << 30;
    private static final int AGAIN_AND_AGAIN = 50;

    private final StringBuilder heard = new StringBuilder();

    public String heard() {
        return heard.isEmpty() ? "nothing" : heard.toString();
    }

    /** Takes all that is waiting. */
    Progress listenTo(Outbox outbox) {
        return listenTo(outbox, EVERYTHING);
    }

    /** Takes all that is waiting, for so long that somebody who is just speaking is done at some time in between, most often. */
    void listenAgainAndAgain(Outbox outbox) {
        for (int i = 0; i < AGAIN_AND_AGAIN; i++) {
            listenTo(outbox);
        }
    }

    /** Takes some of what is waiting. */
    Progress listenTo(Outbox outbox, int bytes) {
        try {
            return outbox.writeTo(this, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        int bytes = source.remaining();
        while (source.hasRemaining()) {
            char next = (char) source.get();
            heard.append(next == '\n' ? '/' : next);
        }
        return bytes;
    }

    /** Whether each line it has heard is one letter, {@link StressRoom#LONG_LINE} times with the line end, 'a' first. */
    boolean longLinesInOrder() {
        for (int i = 0; i < heard.length(); i++) {
            boolean atEnd = i % StressRoom.LONG_LINE == StressRoom.LONG_LINE - 1;
            if (heard.charAt(i) != (atEnd ? '/' : (char) ('a' + i / StressRoom.LONG_LINE))) {
                return false;
            }
        }
        return true;
    }

    /** How many such lines it has heard, or a number in their place; -1 if one is not whole, or not where it belongs. */
    int longLinesToldOf() {
        int told = 0;
        for (String line : Splitter.on('/').omitEmptyStrings().split(heard)) {
            if (Character.isDigit(line.charAt(0))) {
                told += Integer.parseInt(line);
            } else if (line.equals(Character.toString('a' + told).repeat(StressRoom.LONG_LINE - 1))) {
                told++;
            } else {
                return -1;
            }
        }
        return told;
    }
}
