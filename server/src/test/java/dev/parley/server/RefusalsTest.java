package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CloseReason.LimitReached;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log is told: once an address and minute, and never a flood. */
class RefusalsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final LimitReached LIMIT = new LimitReached("2 sessions");

    private final List<String> log = new ArrayList<>();
    private final Refusals refusals = new Refusals(log::add);

    @Test
    void theFirstAtOnce_theOthersAtTheEndOfTheMinute() {
        refuse("192.0.2.1", 5, 0);
        refuse("192.0.2.2", 1, 0);
        assertThat(said()).containsExactly("192.0.2.1 is over a limit: 2 sessions", "192.0.2.2 is over a limit: 2 sessions");
        refusals.look(MINUTE - 1);
        assertThat(said()).isEmpty();
        refusals.look(MINUTE);
        assertThat(said()).containsExactly("192.0.2.1 was over a limit, and 4 more times within a minute");
        refusals.look(2 * MINUTE);
        assertThat(said()).isEmpty();
        refuse("192.0.2.1", 1, 3 * MINUTE);
        assertThat(said()).containsExactly("192.0.2.1 is over a limit: 2 sessions");
    }

    @Test
    void aFloodOfAddressesIsSummedUp() {
        for (int i = 0; i < 100_000; i++) {
            refuse("2001:db8:" + Integer.toHexString(i / 0x1_0000) + ":" + Integer.toHexString(i % 0x1_0000) + "::1", 1, 0);
        }
        assertThat(said()).hasSize(Refusals.MAX_ADDRESSES);
        refusals.look(MINUTE);
        assertThat(said()).containsExactly("Other addresses were over a limit 99900 times within a minute");
    }

    private void refuse(String address, int times, long now) {
        for (int i = 0; i < times; i++) {
            refusals.note(new InetSocketAddress(address, 4711), LIMIT, now);
        }
    }

    private List<String> said() {
        List<String> said = List.copyOf(log);
        log.clear();
        return said;
    }
}
