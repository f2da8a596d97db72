package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.api.CloseReason;
import dev.parley.testkit.Misbehaviour.ManyLinesInOnePacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session hears: T03, T07. */
public interface InputContract extends TransportUnderTest {

    @Test
    default void t03_everyCutOfAText_givesTheSameLines() throws Exception {
        byte[] text = "one\r\n\ngünaydın 🙂 \r!\n€\n".getBytes(UTF_8);
        List<String> lines = List.of("one", "", "günaydın 🙂 \r!", "€");
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            for (int cut = 1; cut < text.length; cut++) {
                Peer peer = server.connect();
                RecordingHandler handler = server.handlerOf(peer);
                peer.send(Arrays.copyOf(text, cut));
                // The first part has been read alone: the second one has not been sent yet.
                handler.awaitReads(1);
                peer.send(Arrays.copyOfRange(text, cut, text.length));
                assertEquals(lines, handler.awaitLines(lines.size()), "cut before byte " + cut);
                peer.close();
            }
        }
    }

    @Test
    default void t03_aByteAtATime() throws Exception {
        List<String> lines = List.of("ahmet", "günaydın 🙂", "bye");
        assertEquals(lines, heardOf(new Misbehaviour.Dribble("ahmet\r\ngünaydın 🙂\nbye\n"), lines.size()));
    }

    @Test
    default void t03_aCharacterCutInTwo() throws Exception {
        assertEquals(List.of(Misbehaviour.CutCharacter.LINE), heardOf(new Misbehaviour.CutCharacter(), 1));
    }

    @Test
    default void t03_manyLinesInOnePacket() throws Exception {
        ManyLinesInOnePacket packet = new ManyLinesInOnePacket(5_000);
        LongText.assertSame(packet.lines(), heardOf(packet, 5_000));
    }

    @Test
    default void t03_linesOfEveryLength() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int length = 0; length <= options().maxLineBytes(); length += 1 + length / 8) {
            lines.add("x".repeat(length));
        }
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            peer.send(String.join("\r\n", lines) + "\r\n");
            LongText.assertSame(lines, server.handlerOf(peer).awaitLines(lines.size()));
        }
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void t03_linesBeforeAHalfClose_areHeard_andHalfALineIsNot() throws Exception {
        List<String> lines = new ManyLinesInOnePacket(1_000).lines();
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.connect();
            peer.send(String.join("\n", lines) + "\nhalf a li");
            peer.halfClose();
            RecordingHandler handler = server.handlerOf(peer);
            assertEquals(new CloseReason.PeerClosed(), handler.awaitClosed());
            LongText.assertSame(lines, handler.lines());
        }
    }

    @Test
    default void t07_overlongLine_hurtsOnlyItsSession() throws Exception {
        String longest = "x".repeat(options().maxLineBytes());
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            Peer peer = server.connect();
            peer.send(longest + "\n" + longest + "x\nshort\n");
            LongText.assertSame(longest, peer.readLine());
            assertEquals("short", peer.readLine());
            assertEquals(1, server.handlerOf(peer).count(RecordingHandler.Call.LineTooLong.class), "calls of lineTooLong");
            server.assertServes(witness);
        }
    }

    @Test
    default void t07_lineWithoutEnd_isReportedOnce_andHeldNowhere() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer witness = server.connect();
            Peer peer = server.connect();
            for (int i = 0; i < 64; i++) {
                peer.send("x".repeat(16 * 1024));
                server.assertServes(witness);
            }
            peer.send("\nstill here\n");
            assertEquals("still here", peer.readLine());
            assertEquals(1, server.handlerOf(peer).count(RecordingHandler.Call.LineTooLong.class), "calls of lineTooLong");
        }
    }

    @Test
    default void t07_lineTooLong_isCalledWhileTheLineGoesOn() throws Exception {
        try (TestServer server = TestServer.open(this)) {
            Peer peer = server.connect();
            peer.send("x".repeat(options().maxLineBytes() + 1));
            server.handlerOf(peer).awaitTooLong();
        }
    }

    private List<String> heardOf(Misbehaviour misbehaviour, int lines) throws IOException {
        try (TestServer server = TestServer.open(this, RecordingHandler::new)) {
            Peer peer = server.suffer(misbehaviour).getFirst();
            return server.handlerOf(peer).awaitLines(lines);
        }
    }
}
