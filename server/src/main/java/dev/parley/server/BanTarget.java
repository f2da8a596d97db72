package dev.parley.server;

import com.google.common.net.InetAddresses;
import java.net.InetSocketAddress;

/**
 * Whom a ban is about.
 *
 * @param key an {@link Origin}, or the key of a name
 * @param text as it is shown, and can be read again
 */
record BanTarget(Object key, String text) {
    /** What the network of an address of IPv6 is shown with. */
    private static final String NETWORK = "/64";

    /** @throws IllegalArgumentException if it is neither an address nor a name that somebody can have */
    static BanTarget parse(String text) {
        String address = text.contains(":") && text.endsWith(NETWORK) ? text.substring(0, text.length() - NETWORK.length()) : text;
        if (InetAddresses.isInetAddress(address) && !address.contains("%")) {
            Origin origin = Origin.of(new InetSocketAddress(InetAddresses.forString(address), 0));
            if (origin != null) {
                return new BanTarget(origin, origin.toString());
            }
        }
        String name = Names.normalize(text);
        if (Names.classicRefusalOf(name) != null) {
            throw new IllegalArgumentException("that is neither an address nor a name");
        }
        return new BanTarget(Names.key(name), name);
    }

    boolean isAbout(Guest guest) {
        return key.equals(key instanceof Origin ? Origin.of(guest.session.peer()) : Names.key(guest.name()));
    }
}
