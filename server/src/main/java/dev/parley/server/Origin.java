package dev.parley.server;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where guests come from, for limits that hold for an address. For IPv6 it is the network of 64 bits, since one machine has
 * as many addresses in it as it likes.
 *
 * @param bits the address of IPv4, or the first half of that of IPv6
 */
record Origin(boolean isIpv4, long bits) {

    /** Null where there is no such thing as an internet address. */
    static @Nullable Origin of(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress internet) || internet.isUnresolved()) {
            return null;
        }
        ByteBuffer address = ByteBuffer.wrap(internet.getAddress().getAddress());
        boolean isIpv4 = internet.getAddress() instanceof Inet4Address;
        return new Origin(isIpv4, isIpv4 ? address.getInt() : address.getLong());
    }

    @Override
    public String toString() {
        if (isIpv4) {
            return (bits >> 24 & 0xFF) + "." + (bits >> 16 & 0xFF) + "." + (bits >> 8 & 0xFF) + "." + (bits & 0xFF);
        }
        String digits = HexFormat.of().toHexDigits(bits);
        return digits.replaceAll("(.{4})", "$1:") + ":/64";
    }
}
