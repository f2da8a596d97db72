package dev.parley.testkit.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testkit.Network;
import dev.parley.testkit.Peer;
import dev.parley.wire.Greeting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection of a guest: what he does, what he has typed, and what he got. Thread: the play's. */
final class Visit {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** How it came to an end on the guest's side. */
    private enum End {
        NOT_YET,
        HALF_CLOSED,
        QUIT,
        HUNG_UP,
        RESET
    }

    final String guest;

    /** How often somebody of his name had joined before. */
    final long joinsBefore;

    private final Network network;
    private final Witness witness;
    private final Peer peer;
    private final List<String> said = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private String begun = "";
    private End end = End.NOT_YET;
    private boolean lurks;
    private boolean stalled;
    private boolean hasStalled;
    private boolean streamEnded;
    private boolean broken;
    private int heardUpTo;

    /** How many of the room's lines he has to get if he is there for them: the server may take leave of him behind that. */
    private int linesDue = Integer.MAX_VALUE;

    Visit(Network network, Peer peer, String guest, Witness witness) {
        this.network = network;
        this.witness = witness;
        this.guest = guest;
        joinsBefore = witness.count(Witness.joined(guest));
        this.peer = peer;
    }

    // --- What he does.

    void introduce() {
        send(guest + "\n");
    }

    void lurk() {
        lurks = true;
    }

    void begin(String text) {
        if (canType()) {
            begun += text;
            send(text);
        }
    }

    void say(String text) {
        if (canType()) {
            typed(text);
            send(text + "\n");
        }
    }

    void dribble(String text) {
        if (canType()) {
            typed(text);
            for (byte b : (text + "\n").getBytes(UTF_8)) {
                send(new byte[] {b});
            }
        }
    }

    void burst(int lines) {
        if (canType()) {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= lines; i++) {
                typed("line " + i);
                text.append("line ").append(i).append('\n');
            }
            send(text.toString());
        }
    }

    void stall() {
        stalled = true;
        hasStalled = true;
    }

    void resume() {
        stalled = false;
    }

    void halfClose() {
        if (canType()) {
            takeLeave(End.HALF_CLOSED);
            attempt(peer::halfClose);
        }
    }

    void hangUp() {
        if (isOpen()) {
            end = End.HUNG_UP;
            attempt(peer::close);
        }
    }

    void reset(boolean midLine) {
        if (isOpen()) {
            if (midLine && canType()) {
                send("half a li");
            }
            end = End.RESET;
            attempt(peer::reset);
        }
    }

    /** After the play, whatever he was up to. */
    void close() {
        attempt(peer::close);
    }

    // --- What he gets.

    /** Reads what is there, unless he has stalled. Closes at the end of the stream. */
    void read() {
        if (stalled || !isOpen()) {
            return;
        }
        try {
            for (int bytes = peer.readNow(buffer); bytes != 0; bytes = peer.readNow(buffer)) {
                if (bytes < 0) {
                    streamEnded = true;
                    peer.close();
                    return;
                }
                received.write(buffer, 0, bytes);
            }
        } catch (IOException e) {
            broken = true;
        }
    }

    /** Waits for the first bytes. */
    void awaitSomething() {
        long limit = LIMIT.toMillis();
        for (long waited = 0; received.size() == 0 && isOpen() && !stalled && waited < limit; waited++) {
            network.pause(MOMENT);
            read();
        }
    }

    /** Whether that line has come, behind those that were heard before. The welcome stands behind the prompt. */
    boolean hears(String line) {
        String text = received();
        String whole = line + "\n";
        int at = text.indexOf(whole, heardUpTo);
        while (at > 0 && text.charAt(at - 1) != '\n' && !text.startsWith(Greeting.PROMPT, at - Greeting.PROMPT.length())) {
            at = text.indexOf(whole, at + 1);
        }
        if (at >= 0) {
            heardUpTo = at + whole.length();
        }
        return at >= 0;
    }

    String received() {
        return received.toString(UTF_8);
    }

    /** What he typed, as the others have to get it. */
    List<String> said() {
        return said;
    }

    // --- How he is.

    /** Neither end has closed, and nothing broke, as far as he knows. */
    boolean isOpen() {
        return !streamEnded && !broken && end != End.HUNG_UP && end != End.RESET;
    }

    /** Who says his name has to be welcomed; who does not, to be asked for it. */
    boolean isGreeted() {
        return received().startsWith(lurks ? Greeting.PROMPT : Greeting.PROMPT + Greeting.WELCOME);
    }

    boolean isLurking() {
        return lurks;
    }

    boolean isStalled() {
        return stalled;
    }

    boolean hasStalled() {
        return hasStalled;
    }

    boolean isBroken() {
        return broken;
    }

    int linesDue() {
        return linesDue;
    }

    /** Everything he typed has to be said. */
    boolean isSound() {
        return !lurks && !broken && !hasStalled && end != End.HUNG_UP && end != End.RESET;
    }

    private boolean canType() {
        return isOpen() && !lurks && end == End.NOT_YET;
    }

    private void typed(String text) {
        String line = begun + text;
        begun = "";
        if (line.equals("/quit")) {
            takeLeave(End.QUIT);
        } else if (line.startsWith("//")) {
            said.add(line.substring(1));
        } else if (!line.isEmpty() && !line.startsWith("/")) {
            said.add(line);
        }
    }

    private void takeLeave(End how) {
        end = how;
        linesDue = witness.heard().size();
    }

    private void send(String text) {
        send(text.getBytes(UTF_8));
    }

    private void send(byte[] bytes) {
        attempt(() -> peer.send(bytes));
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            // The server has ended it, or the network has; the check in the end knows whether that was right.
            broken = true;
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
