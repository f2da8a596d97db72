package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secure channel whose socket is in memory: every packet cut everywhere, and sockets that are full at any moment. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsServerChannelTest {
    private static final int ROOMY = 1024 * 1024;
    private static final String LONG_TEXT = "a line that is repeated\n".repeat(2_000);

    private static MemoryConnection established(String protocol) throws IOException {
        return MemoryConnection.established(protocol, ROOMY, ROOMY);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void everyCutOfEveryPacket_givesTheSameText(String protocol) throws IOException {
        String text = LONG_TEXT.substring(0, 200);
        for (int bytes = 1; bytes <= 40; bytes++) {
            MemoryConnection connection = MemoryConnection.established(protocol, bytes, bytes);
            assertServerHears(text, connection);
            assertClientHears(text, connection);
            assertEndArrives(connection);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 16_384, 50_000})
    void aSocketThatIsFullAtAnyMoment_losesNothing(int room) throws IOException {
        MemoryConnection connection = MemoryConnection.established("TLSv1.3", ROOMY, room);
        assertClientHears(LONG_TEXT, connection);
        assertEndArrives(connection);
    }

    @Test
    void severalRecords_areReadAtOnce_intoAsMuchAsThereIsRoomFor() throws IOException {
        MemoryConnection connection = established("TLSv1.3");
        for (int i = 0; i < 3; i++) {
            connection.clientSays("0123456789");
        }
        assertEquals("0123456789012345678901234", connection.serverReads(25, 3));
        assertEquals("56789", connection.serverReads(25, 3));
        assertEquals("", connection.serverReads(25, 3));
    }

    @Test
    void whoWantsNewKeys_getsThem_alsoWhereTheSocketIsFull() throws IOException {
        MemoryConnection connection = MemoryConnection.established("TLSv1.3", ROOMY, 20_000);
        ByteBuffer text = bytes(LONG_TEXT);
        long written = connection.server().write(text);
        assertTrue(written > 0 && written < LONG_TEXT.length(), "the socket is not full");
        connection.client().getSslEngine().beginHandshake();
        connection.clientSays("new keys\n");
        assertEquals("new keys\n", connection.serverReads(100, 3));
        assertFalse(connection.server().flush(), "the answer is with a socket that is full");
        StringBuilder heard = new StringBuilder();
        while (heard.length() < LONG_TEXT.length()) {
            connection.server().write(text);
            heard.append(connection.clientReads());
        }
        assertEquals(LONG_TEXT, heard.toString());
    }

    @Test
    void whoWantsNewKeysAgainAndAgain_andDoesNotRead_isCutOff() throws IOException {
        MemoryConnection connection = MemoryConnection.established("TLSv1.3", ROOMY, 20_000);
        connection.server().write(bytes(LONG_TEXT));
        IOException cutOff = assertThrows(IOException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                connection.client().getSslEngine().beginHandshake();
                connection.clientSays("new keys\n");
                connection.serverReads(100, 3);
            }
        });
        assertEquals("the guest wants answers, and does not read them", cutOff.getMessage());
    }

    @Test
    void whoNegotiatesAgain_isCutOff() throws IOException {
        MemoryConnection connection = established("TLSv1.2");
        connection.client().getSslEngine().beginHandshake();
        assertEquals("", connection.clientReads());
        SSLException refusal = assertThrows(SSLException.class, () -> connection.serverReads(100, 3));
        assertEquals("the guest wants to negotiate again, which is not offered", refusal.getMessage());
    }

    @Test
    void whatIsSpoiledOnTheWay_isHeardByNobody_andWhatCameBeforeItIs() throws IOException {
        MemoryConnection connection = established("TLSv1.3");
        connection.clientSays("hello\n");
        connection.clientSays("spoiled\n");
        connection.clientSocket().spoilNewest();
        assertEquals("hello\n", connection.serverReads(6, 3));
        assertThrows(SSLException.class, () -> connection.serverReads(100, 3));
        assertThrows(SSLException.class, () -> connection.serverReads(100, 1));
    }

    @Test
    void aGoodByeIsTheEnd_andWithoutOneTheConnectionWasCut() throws IOException {
        MemoryConnection ended = established("TLSv1.3");
        ended.client().shutdown();
        ByteBuffer target = ByteBuffer.allocate(10);
        int bytes = 0;
        while (bytes == 0) {
            bytes = ended.server().read(target);
        }
        assertEquals(-1, bytes);
        MemoryConnection cut = established("TLSv1.3");
        cut.clientSocket().close();
        assertInstanceOf(EOFException.class, assertThrows(IOException.class, () -> cut.serverReads(100, 3)));
    }

    @Test
    void inputIsHeld_whereNotAllBytesFitted_orTheEndOrAFailureCameWithThem() throws IOException {
        MemoryConnection connection = established("TLSv1.3");
        connection.clientSays("hello\n");
        assertEquals("hello\n", nextRead(connection, 100));
        assertFalse(connection.server().holdsInput(), "held after all is read");
        connection.clientSays("hello\n");
        assertEquals("he", nextRead(connection, 2));
        assertTrue(connection.server().holdsInput(), "not all bytes fitted");
        assertEquals("llo\n", nextRead(connection, 100));
        connection.clientSays("bye\n");
        connection.client().shutdown();
        assertEquals("bye\n", nextRead(connection, 100));
        assertTrue(connection.server().holdsInput(), "the end is still to be told");
        MemoryConnection spoiled = established("TLSv1.3");
        spoiled.clientSays("hello\n");
        spoiled.clientSays("spoiled\n");
        spoiled.clientSocket().spoilNewest();
        assertEquals("hello\n", nextRead(spoiled, 100));
        assertTrue(spoiled.server().holdsInput(), "the failure is still to be told");
    }

    /** What the next read brings that brings something. */
    private static String nextRead(MemoryConnection connection, int bytes) throws IOException {
        String text = "";
        while (text.isEmpty()) {
            text = connection.serverReads(bytes, 1);
        }
        return text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "hello\n", "GET / HTTP/1.1\r\n\r\n"})
    void whoDoesNotSpeakTls_isFoundOutAtHisFirstByte(String text) throws IOException {
        MemoryConnection connection = MemoryConnection.open("TLSv1.3", 1, ROOMY);
        connection.clientSocket().write(bytes(text));
        SSLException refusal = assertThrows(SSLException.class, () -> connection.server().handshake());
        assertEquals("the guest does not speak TLS", refusal.getMessage());
    }

    @Test
    void afterItsOwnEnd_whatComesIsNotDeciphered() throws IOException {
        MemoryConnection connection = established("TLSv1.3");
        assertTrue(connection.server().endOutput());
        connection.clientSays("too late\n");
        assertEquals("", connection.serverReads(100, 3));
    }

    // --- Both directions.

    private static void assertServerHears(String text, MemoryConnection connection) throws IOException {
        connection.clientSays(text);
        StringBuilder heard = new StringBuilder();
        while (heard.length() < text.length()) {
            heard.append(connection.serverReads(64, 1));
        }
        assertEquals(text, heard.toString());
    }

    /** In two stretches, as they are before and behind a line that is left out. */
    private static void assertClientHears(String text, MemoryConnection connection) throws IOException {
        ByteBuffer first = bytes(text.substring(0, text.length() / 2));
        ByteBuffer second = bytes(text.substring(text.length() / 2));
        StringBuilder heard = new StringBuilder();
        while (heard.length() < text.length()) {
            connection.server().write(new ByteBuffer[] {first, second});
            heard.append(connection.clientReads());
        }
        assertEquals(text, heard.toString());
    }

    private static void assertEndArrives(MemoryConnection connection) throws IOException {
        while (!connection.server().endOutput() || !connection.client().shutdownReceived()) {
            assertEquals("", connection.clientReads(), "something came after the end");
        }
    }
}
