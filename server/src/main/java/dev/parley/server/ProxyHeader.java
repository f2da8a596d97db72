package dev.parley.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of the PROXY protocol, version 1 or 2, from the front of a stream, however the packets fell: a load balancer says in it
 * where a connection comes from. Thread: one at a time. Memory: at most {@value #MAX_BYTES} bytes.
 *
 * <pre>
 *   version 1    PROXY TCP4 192.0.2.7 198.51.100.1 4711 12000 CR LF
 *   version 2    signature (12) | version, command (1) | family (1) | length (2) | addresses, and more (length)
 * </pre>
 */
final class ProxyHeader {
    /** How far a call of {@link #take} came. */
    sealed interface Progress {
        /** Everything was taken, and more is needed. */
        record More() implements Progress {}

        /** The header is over, and nothing behind it was taken. Null: it says that the proxy itself is the guest, or does not say. */
        record Done(@Nullable InetSocketAddress source) implements Progress {}

        /** That is no header. */
        record Bad(String why) implements Progress {}
    }

    static final int MAX_BYTES = ProxyVersion2.MAX_BYTES;

    /** As the protocol has it, with its end. */
    private static final int MAX_VERSION_1_BYTES = 107;

    private static final byte[] VERSION_1 = "PROXY ".getBytes(US_ASCII);
    private static final Progress MORE = new Progress.More();

    private byte[] header = new byte[MAX_VERSION_1_BYTES];
    private int count;

    Progress take(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (count == header.length) {
                header = Arrays.copyOf(header, MAX_BYTES);
            }
            header[count++] = in.get();
            Progress progress = header[0] == VERSION_1[0] ? version1() : ProxyVersion2.progress(header, count);
            if (!(progress instanceof Progress.More)) {
                return progress;
            }
        }
        return MORE;
    }

    private Progress version1() {
        if (count <= VERSION_1.length && header[count - 1] != VERSION_1[count - 1]) {
            return new Progress.Bad("it begins like no PROXY header");
        }
        if (header[count - 1] == '\n') {
            return header[count - 2] == '\r' ? line(new String(header, 0, count - 2, US_ASCII)) : new Progress.Bad("it has an LF without CR");
        }
        return count < MAX_VERSION_1_BYTES ? MORE : new Progress.Bad("its line has no end within 107 bytes");
    }

    private static Progress line(String line) {
        List<String> words = Splitter.on(' ').splitToList(line);
        if (words.get(1).equals("UNKNOWN")) {
            return new Progress.Done(null);
        }
        if (words.size() != 6) {
            return new Progress.Bad("its line has not six words");
        }
        InetAddress source = address(words.get(1), words.get(2));
        InetAddress destination = address(words.get(1), words.get(3));
        if (source == null || destination == null || !isPort(words.get(4)) || !isPort(words.get(5))) {
            return new Progress.Bad("its line has no two addresses of TCP4 or TCP6, or no two ports");
        }
        return new Progress.Done(new InetSocketAddress(source, Integer.parseInt(words.get(4))));
    }

    private static @Nullable InetAddress address(String family, String text) {
        if (!InetAddresses.isInetAddress(text) || text.contains("%")) {
            return null;
        }
        boolean looksLikeIpv6 = text.contains(":");
        InetAddress address = InetAddresses.forString(text);
        return switch (family) {
            case "TCP4" -> address instanceof Inet4Address && !looksLikeIpv6 ? address : null;
            case "TCP6" -> looksLikeIpv6 ? address : null;
            default -> null;
        };
    }

    private static boolean isPort(String text) {
        return text.matches("0|[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 0xFFFF;
    }
}
