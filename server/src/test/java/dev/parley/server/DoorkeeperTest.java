package dev.parley.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Refusal.OverLimit;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who is let in, and what is remembered of it. */
class DoorkeeperTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Limits NONE = Limits.none();

    private static Origin ipv4(int number) {
        return new Origin(true, number);
    }

    private static Origin originOf(String address) {
        return requireNonNull(Origin.of(new InetSocketAddress(address, 4711)));
    }

    private static void assertRefused(@Nullable OverLimit refusal, String limit) {
        assertThat(requireNonNull(refusal, "nobody was refused").limit().limit()).isEqualTo(limit);
    }

    @Example
    void sessionsInAll() {
        Doorkeeper doorkeeper = new Doorkeeper(NONE.withMaxSessions(2), "session");
        assertThat(doorkeeper.admit(ipv4(1), 0)).isNull();
        assertThat(doorkeeper.admit(null, 0)).isNull();
        assertRefused(doorkeeper.admit(ipv4(3), 0), "2 sessions");
        doorkeeper.leave(null, 0);
        assertThat(doorkeeper.admit(ipv4(3), 0)).isNull();
    }

    @Example
    void sessionsOfAnAddress() {
        Doorkeeper doorkeeper = new Doorkeeper(NONE.withMaxSessionsPerAddress(2), "session");
        assertThat(doorkeeper.admit(ipv4(1), 0)).isNull();
        assertThat(doorkeeper.admit(ipv4(1), 0)).isNull();
        assertRefused(doorkeeper.admit(ipv4(1), 0), "2 sessions from one address");
        assertThat(doorkeeper.admit(ipv4(2), 0)).isNull();
        doorkeeper.leave(ipv4(1), 0);
        assertThat(doorkeeper.admit(ipv4(1), 0)).isNull();
        assertRefused(doorkeeper.admit(ipv4(1), 0), "2 sessions from one address");
    }

    @Example
    void newSessionsOfAnAddress() {
        Doorkeeper doorkeeper = new Doorkeeper(NONE.withConnects(new Rate(1, 2)), "session");
        for (int i = 0; i < 2; i++) {
            assertThat(doorkeeper.admit(ipv4(1), 0)).isNull();
            doorkeeper.leave(ipv4(1), 0);
        }
        assertRefused(doorkeeper.admit(ipv4(1), 0), "1 new session a second from one address");
        assertThat(doorkeeper.admit(ipv4(2), 0)).isNull();
        assertThat(doorkeeper.admit(ipv4(1), SECOND)).isNull();
    }

    @Example
    void ipv6CountsByNetworksOf64Bits() {
        assertThat(originOf("2001:db8:1:2::1")).isEqualTo(originOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(originOf("2001:db8:1:2::1")).isNotEqualTo(originOf("2001:db8:1:3::1"));
        assertThat(originOf("2001:db8:1:2::1")).hasToString("2001:0db8:0001:0002::/64");
        assertThat(originOf("::ffff:192.0.2.200")).isEqualTo(originOf("192.0.2.200")).hasToString("192.0.2.200");
    }

    @Example
    void whoeverIsInsideIsNeverForgotten_allOthersAreInTheEnd() {
        Doorkeeper doorkeeper = new Doorkeeper(NONE.withMaxSessionsPerAddress(1).withConnects(new Rate(1, 1)), "session");
        assertThat(doorkeeper.admit(ipv4(-1), 0)).isNull();
        for (int number = 0; number < 100_000; number++) {
            long now = number;
            assertThat(doorkeeper.admit(ipv4(number), now)).isNull();
            doorkeeper.leave(ipv4(number), now);
            assertThat(doorkeeper.knownOrigins()).isLessThanOrEqualTo(Doorkeeper.MAX_RECENT + 1);
        }
        assertThat(doorkeeper.knownOrigins()).isEqualTo(Doorkeeper.MAX_RECENT + 1);
        assertThat(doorkeeper.admit(ipv4(-1), SECOND)).isNotNull();
        doorkeeper.leave(ipv4(-1), 10 * SECOND);
        assertThat(doorkeeper.knownOrigins()).isZero();
    }

    /** One thing that happens: a guest comes from one of a few addresses, or the oldest of them leaves. */
    @Property
    void neverMoreInsideThanTheLimits(
            @ForAll @Size(max = 300) List<@IntRange(min = -3, max = 4) Integer> steps,
            @ForAll @IntRange(min = 1, max = 20) int maxSessions,
            @ForAll @IntRange(min = 1, max = 6) int perAddress) {
        Doorkeeper doorkeeper =
                new Doorkeeper(NONE.withMaxSessions(maxSessions).withMaxSessionsPerAddress(perAddress), "session");
        List<Origin> inside = new ArrayList<>();
        for (int step : steps) {
            if (step >= 0) {
                Origin comer = ipv4(step);
                long same = inside.stream().filter(comer::equals).count();
                boolean mayComeIn = inside.size() < maxSessions && same < perAddress;
                assertThat(doorkeeper.admit(comer, 0) == null).isEqualTo(mayComeIn);
                if (mayComeIn) {
                    inside.add(comer);
                }
            } else if (!inside.isEmpty()) {
                doorkeeper.leave(inside.removeFirst(), 0);
            }
        }
        assertThat(doorkeeper.knownOrigins()).isEqualTo((int) inside.stream().distinct().count());
    }
}
