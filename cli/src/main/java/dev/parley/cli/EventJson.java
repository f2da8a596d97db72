package dev.parley.cli;

import com.google.common.base.CaseFormat;
import dev.parley.server.ChatEvent;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Events as JSON: one object and a line end each. All of it is printable ASCII, the rest being escaped, so it can be shown on
 * any terminal and no name can begin a line.
 */
final class EventJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new DeleteToo())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private EventJson() {}

    /** Appends the event to {@code target}, which fails only if that does. */
    static void write(ChatEvent event, OutputStream target) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            json.writeStartObject();
            json.writeStringProperty("at", event.at().toString());
            json.writeStringProperty("event", wordOf(event));
            if (event instanceof ChatEvent.ByOperator byOperator) {
                json.writeStringProperty("by", byOperator.by());
            }
            if (event instanceof ChatEvent.OfGuest ofGuest) {
                writeGuest(ofGuest, json);
            }
            writeDetails(event, json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeGuest(ChatEvent.OfGuest event, JsonGenerator json) {
        json.writeStringProperty("room", event.room());
        String name = event.name();
        if (name != null) {
            json.writeStringProperty("name", name);
        }
        json.writeStringProperty("peer", addressOf(event.peer()));
    }

    private static void writeDetails(ChatEvent event, JsonGenerator json) {
        switch (event) {
            case ChatEvent.Joined _ -> {}
            case ChatEvent.Left left -> {
                json.writeStringProperty("reason", wordOf(left.reason()));
                json.writeStringProperty("detail", left.reason().toString());
            }
            case ChatEvent.FellBehind behind -> json.writeNumberProperty("bytes_waiting", behind.bytesWaiting());
            case ChatEvent.LimitHit hit -> {
                json.writeStringProperty("limit", hit.limit());
                json.writeStringProperty("consequence", hit.consequence());
            }
            case ChatEvent.Lags lags -> {
                writeMember(lags.room(), lags.name(), json);
                json.writeNumberProperty("bytes_waiting", lags.bytesWaiting());
                json.writeNumberProperty("lines_behind", lags.linesBehind());
            }
            case ChatEvent.Skipped skipped -> {
                writeMember(skipped.room(), skipped.name(), json);
                json.writeNumberProperty("lines", skipped.lines());
            }
            case ChatEvent.Refused refused -> json.writeStringProperty("reason", refused.reason());
            case ChatEvent.Kicked kicked -> json.writeStringProperty("reason", kicked.reason());
            case ChatEvent.Muted muted -> writeAbout("name", muted.name(), muted.until(), json);
            case ChatEvent.Unmuted unmuted -> json.writeStringProperty("name", unmuted.name());
            case ChatEvent.Banned banned -> {
                writeAbout("target", banned.target(), banned.until(), json);
                json.writeStringProperty("reason", banned.reason());
            }
            case ChatEvent.Unbanned unbanned -> json.writeStringProperty("target", unbanned.target());
            case ChatEvent.Lost lost -> json.writeNumberProperty("events", lost.events());
        }
    }

    private static void writeAbout(String key, String whom, @Nullable Instant until, JsonGenerator json) {
        json.writeStringProperty(key, whom);
        if (until != null) {
            json.writeStringProperty("until", until.toString());
        }
    }

    private static void writeMember(String room, String name, JsonGenerator json) {
        json.writeStringProperty("room", room);
        json.writeStringProperty("name", name);
    }

    /** What a program looks for: {@code fell_behind}. */
    private static String wordOf(Object record) {
        return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, record.getClass().getSimpleName());
    }

    private static String addressOf(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : peer.toString();
    }

    /** The one control character of ASCII that JSON lets pass. */
    private static final class DeleteToo extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private static final int DELETE = 0x7F;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            throw new IllegalStateException("all escapes are those of JSON");
        }
    }
}
