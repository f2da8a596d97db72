package dev.parley.server;

import dev.parley.server.ProxyHeader.Progress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The binary version of the PROXY protocol. Thread: any; nothing here has state. */
final class ProxyVersion2 {
    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int FIXED_BYTES = 16;

    /** Addresses take 36 bytes; what balancers add, such as certificates' names, some hundred. */
    private static final int MAX_VARIABLE_BYTES = 2048;

    static final int MAX_BYTES = FIXED_BYTES + MAX_VARIABLE_BYTES;

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** Of what may follow the addresses, the one entry that has to be looked at. */
    private static final int CHECKSUM = 0x03;

    private ProxyVersion2() {}

    /** What to do with the first {@code count} bytes of a header, the last of which is new. */
    static Progress progress(byte[] header, int count) {
        if (count <= SIGNATURE.length) {
            return header[count - 1] == SIGNATURE[count - 1]
                    ? new Progress.More()
                    : new Progress.Bad("it begins like no PROXY header");
        }
        if (count < FIXED_BYTES) {
            return new Progress.More();
        }
        int variable = ByteBuffer.wrap(header).getShort(FIXED_BYTES - 2) & 0xFFFF;
        if (count == FIXED_BYTES) {
            String problem = problemOf(header[12], variable);
            if (problem != null) {
                return new Progress.Bad(problem);
            }
        }
        return count < FIXED_BYTES + variable ? new Progress.More() : done(Arrays.copyOf(header, count));
    }

    private static @Nullable String problemOf(byte versionAndCommand, int variable) {
        if ((versionAndCommand & 0xF0) != 0x20 || (versionAndCommand & 0x0F) > 1) {
            return "its version or command is unknown";
        }
        return variable <= MAX_VARIABLE_BYTES ? null : "it has more than " + MAX_VARIABLE_BYTES + " bytes";
    }

    private static Progress done(byte[] header) {
        boolean isLocal = (header[12] & 0x0F) == 0;
        int family = header[13] & 0xFF;
        if (isLocal || family == 0x00 || family == 0x31) {
            // A proxy that looks whether we live, or somebody who has no internet address.
            return new Progress.Done(null);
        }
        return switch (family) {
            case 0x11 -> source(header, IPV4_BYTES);
            case 0x21 -> source(header, IPV6_BYTES);
            default -> new Progress.Bad("it is about something else than TCP");
        };
    }

    private static Progress source(byte[] header, int addressBytes) {
        int end = FIXED_BYTES + 2 * addressBytes + 4;
        if (header.length < end) {
            return new Progress.Bad("it is too short for its addresses");
        }
        String problem = problemBehind(header, end);
        if (problem != null) {
            return new Progress.Bad(problem);
        }
        try {
            byte[] address = Arrays.copyOfRange(header, FIXED_BYTES, FIXED_BYTES + addressBytes);
            int port = ByteBuffer.wrap(header).getShort(FIXED_BYTES + 2 * addressBytes) & 0xFFFF;
            return new Progress.Done(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Each entry there has a type of one byte, a length of two, and so many bytes. */
    private static @Nullable String problemBehind(byte[] header, int from) {
        int at = from;
        while (at < header.length) {
            int value = at + 3;
            int end = value <= header.length ? value + (ByteBuffer.wrap(header).getShort(at + 1) & 0xFFFF) : Integer.MAX_VALUE;
            if (end > header.length) {
                return "what follows its addresses is cut off";
            }
            if (header[at] == CHECKSUM && !isRight(header, value, end)) {
                return "its checksum is wrong";
            }
            at = end;
        }
        return null;
    }

    /** It is that of the header with zeros in its own place. */
    private static boolean isRight(byte[] header, int from, int end) {
        if (end - from != Integer.BYTES) {
            return false;
        }
        byte[] zeroed = header.clone();
        Arrays.fill(zeroed, from, end, (byte) 0);
        CRC32C checksum = new CRC32C();
        checksum.update(zeroed);
        return (int) checksum.getValue() == ByteBuffer.wrap(header).getInt(from);
    }
}
