package dev.parley.server;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * An address, or a network of them. Immutable.
 *
 * @param network its first address
 * @param prefixBits how many bits all of them have in common; all bits for one address
 */
public record AddressRange(InetAddress network, int prefixBits) {

    public AddressRange {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException("a network of such addresses has 0 to " + bits + " bits, not " + prefixBits);
        }
        if (new BigInteger(network.getAddress()).getLowestSetBit() < bits - prefixBits && !isZero(network)) {
            throw new IllegalArgumentException(
                    InetAddresses.toAddrString(network) + " is not the first address of a network of " + prefixBits + " bits");
        }
    }

    /**
     * Reads {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::1} or {@code 2001:db8::/32}. No name is looked up.
     *
     * @throws IllegalArgumentException in one sentence for people
     */
    public static AddressRange parse(String text) {
        List<String> parts = Splitter.on('/').splitToList(text);
        if (parts.size() > 2 || !InetAddresses.isInetAddress(parts.getFirst()) || text.contains("%")) {
            throw new IllegalArgumentException("'" + text + "' is no address or network, such as 192.0.2.7 or 2001:db8::/32");
        }
        InetAddress network = InetAddresses.forString(parts.getFirst());
        if (parts.size() == 1) {
            return new AddressRange(network, network.getAddress().length * Byte.SIZE);
        }
        if (!parts.get(1).matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + parts.get(1) + "' is no number of bits, in '" + text + "'");
        }
        return new AddressRange(network, Integer.parseInt(parts.get(1)));
    }

    /** Whether it has that address. */
    public boolean contains(SocketAddress address) {
        return address instanceof InetSocketAddress internet && !internet.isUnresolved() && contains(internet.getAddress());
    }

    private boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int behind = ours.length * Byte.SIZE - prefixBits;
        return new BigInteger(1, ours).shiftRight(behind).equals(new BigInteger(1, theirs).shiftRight(behind));
    }

    private static boolean isZero(InetAddress address) {
        return new BigInteger(address.getAddress()).signum() == 0;
    }

    @Override
    public String toString() {
        String address = InetAddresses.toAddrString(network);
        return prefixBits == network.getAddress().length * Byte.SIZE ? address : address + "/" + prefixBits;
    }
}
