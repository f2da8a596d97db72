package dev.parley.testkit;

import dev.parley.api.Transport;
import dev.parley.api.TransportOptions;
import java.util.EnumSet;
import java.util.Set;

/** What the rules are tested on. */
public interface TransportUnderTest {
    Transport transport();

    /** What tests start from; they change limits in it to reach them sooner, and leave the number of loops alone. */
    default TransportOptions options() {
        return TransportOptions.defaults();
    }

    /** What its tests may use: everything, unless the transport or its network cannot do it. The others are skipped. */
    default Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    /**
     * Where the transport's peers come from: the machine's own sockets, unless it speaks over something else. One test asks
     * more than once, and must get the same one each time.
     */
    default Network network() {
        return Network.sockets();
    }
}
