package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CloseReason;
import dev.parley.server.ChatEvent;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Events as JSON lines. */
class EventJsonTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final String BEGINNING = "{\"at\":\"2026-01-02T12:00:00.500Z\",\"event\":";
    private static final String GUEST = ",\"room\":\"chatroom\",\"name\":\"ann\",\"peer\":\"127.0.0.1:4711\"";

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(new ChatEvent.Joined(NOON, "chatroom", "ann", PEER), "\"joined\"" + GUEST),
                Arguments.of(
                        new ChatEvent.Left(NOON, "chatroom", "ann", PEER, new CloseReason.PeerClosed()),
                        "\"left\"" + GUEST + ",\"reason\":\"peer_closed\",\"detail\":\"the guest closed the connection\""),
                Arguments.of(
                        new ChatEvent.FellBehind(NOON, "chatroom", "ann", PEER, 4096),
                        "\"fell_behind\"" + GUEST + ",\"bytes_waiting\":4096"),
                Arguments.of(
                        new ChatEvent.LimitHit(NOON, "chatroom", null, PEER, "lines of 4096 bytes", "the line was not sent"),
                        "\"limit_hit\",\"room\":\"chatroom\",\"peer\":\"127.0.0.1:4711\",\"limit\":\"lines of 4096 bytes\","
                                + "\"consequence\":\"the line was not sent\""),
                Arguments.of(
                        new ChatEvent.Lags(NOON, "chatroom", "ann", 4096, 12),
                        "\"lags\",\"room\":\"chatroom\",\"name\":\"ann\",\"bytes_waiting\":4096,\"lines_behind\":12"),
                Arguments.of(
                        new ChatEvent.Skipped(NOON, "chatroom", "ann", 12),
                        "\"skipped\",\"room\":\"chatroom\",\"name\":\"ann\",\"lines\":12"),
                Arguments.of(
                        new ChatEvent.Refused(NOON, "chatroom", "ann", PEER, "wrong password"),
                        "\"refused\"" + GUEST + ",\"reason\":\"wrong password\""),
                Arguments.of(
                        new ChatEvent.Kicked(NOON, "bob", "chatroom", "ann", PEER, "spam"),
                        "\"kicked\",\"by\":\"bob\"" + GUEST + ",\"reason\":\"spam\""),
                Arguments.of(
                        new ChatEvent.Muted(NOON, "bob", "ann", NOON),
                        "\"muted\",\"by\":\"bob\",\"name\":\"ann\",\"until\":\"2026-01-02T12:00:00.500Z\""),
                Arguments.of(new ChatEvent.Unmuted(NOON, "bob", "ann"), "\"unmuted\",\"by\":\"bob\",\"name\":\"ann\""),
                Arguments.of(
                        new ChatEvent.Banned(NOON, "bob", "192.0.2.7", null, "spam"),
                        "\"banned\",\"by\":\"bob\",\"target\":\"192.0.2.7\",\"reason\":\"spam\""),
                Arguments.of(
                        new ChatEvent.Unbanned(NOON, "bob", "192.0.2.7"),
                        "\"unbanned\",\"by\":\"bob\",\"target\":\"192.0.2.7\""),
                Arguments.of(new ChatEvent.Lost(NOON, 12), "\"lost\",\"events\":12"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachIsOneObjectALine(ChatEvent event, String expected) {
        assertThat(json(event)).isEqualTo(BEGINNING + expected + "}\n");
    }

    @Test
    void noCharacterGetsRawIntoTheLineButPrintableAscii() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x300; c++) {
            all.append((char) c);
        }
        all.append("\u2028\u2029\u202e\ufeff").appendCodePoint(0x1F600);
        String line = json(new ChatEvent.Left(NOON, "chatroom", all.toString(), PEER, new CloseReason.Ended(all.toString())));
        assertThat(line.substring(0, line.length() - 1).chars()).allMatch(c -> c >= ' ' && c < 0x7F);
        assertThat(line).endsWith("\n");
        assertThat(valueOf("name", line)).isEqualTo(all.toString());
    }

    private static String json(ChatEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        EventJson.write(event, line);
        return line.toString(UTF_8);
    }

    private static String valueOf(String property, String line) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            while (parser.nextToken() != null) {
                if (property.equals(parser.currentName()) && parser.nextToken() != null) {
                    return parser.getString();
                }
            }
        }
        throw new AssertionError("no " + property + " in " + line);
    }
}
