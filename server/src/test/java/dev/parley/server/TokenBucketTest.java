package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

/** A rate is kept: no more comes through than it says, and what it says comes through at once. */
class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Example
    void burstAtOnce_thenByTheRate() {
        TokenBucket bucket = new TokenBucket(new Rate(10, 3), 0);
        assertThat(bucket.take(3, 0)).isZero();
        assertThat(bucket.take(1, 0)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(1, SECOND / 10)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(3, 10 * SECOND)).isZero();
    }

    @Example
    void slowMode_aLineEveryFiftySeconds() {
        TokenBucket bucket = new TokenBucket(new Rate(0.02, 1), 0);
        assertThat(bucket.take(1, 0)).isZero();
        assertThat(bucket.take(1, 0)).isEqualTo(50 * SECOND);
        assertThat(bucket.take(1, 50 * SECOND)).isEqualTo(50 * SECOND);
    }

    /** All that comes in a thousand years is more than a moment can say, and the limit holds all the same. */
    @Example
    void theLargestBurstAtTheLeastRate_isNotTakenForNoLimit() {
        TokenBucket bucket = new TokenBucket(new Rate(Rate.LEAST, Integer.MAX_VALUE), 0);
        assertThat(bucket.take(Integer.MAX_VALUE, 0)).isZero();
        assertThat(bucket.take(1_000, SECOND)).isPositive();
    }

    @Example
    void noRate() {
        for (double perSecond : new double[] {-1, Rate.LEAST / 2, 2 * Rate.MOST, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Rate(perSecond, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void whatIsRefusedCostsNothing() {
        TokenBucket bucket = new TokenBucket(new Rate(1, 1), 0);
        assertThat(bucket.tryTake(0)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.tryTake(SECOND - 1)).isFalse();
        }
        assertThat(bucket.tryTake(SECOND)).isTrue();
    }

    @Example
    void isFullWhenAllHasComeBack() {
        TokenBucket bucket = new TokenBucket(new Rate(1, 10), 0);
        bucket.take(2, 0);
        assertThat(bucket.isFull(2 * SECOND - 1)).isFalse();
        assertThat(bucket.isFull(2 * SECOND)).isTrue();
    }

    /** Clocks may begin anywhere, and run over the end of their range. */
    @Property
    void theMomentAtWhichAClockBegan_meansNothing(@ForAll long start) {
        TokenBucket bucket = new TokenBucket(new Rate(10, 3), start);
        assertThat(bucket.take(4, start)).isEqualTo(SECOND / 10);
        assertThat(bucket.isFull(start + SECOND)).isTrue();
    }

    /** Whoever waits as he is told gets the burst and the rate, and what his last take was over. */
    @Property
    void whoWaitsForWhatHeOwes_getsNoMoreThanTheRate_andNoLess(
            @ForAll @Scale(3) @DoubleRange(min = Rate.LEAST, max = 100_000) double perSecond,
            @ForAll @IntRange(min = 1, max = 100_000) int burst,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 70_000) Integer> takes) {
        TokenBucket bucket = new TokenBucket(new Rate(perSecond, burst), 0);
        long now = 0;
        double taken = 0;
        for (int take : takes) {
            taken += take;
            now += bucket.take(take, now);
            double allowed = burst + now * perSecond / SECOND;
            // A nanosecond is lost each time at most, and where the rate is low, what a double cannot say of so many.
            double slack = 1 + takes.size() * perSecond / SECOND;
            assertThat(taken).isLessThanOrEqualTo(allowed + slack);
            if (now > 0) {
                assertThat(taken).isGreaterThan(allowed - slack);
            }
        }
    }

    @Property
    void withinTheBurst_nobodyWaits(
            @ForAll @Scale(3) @DoubleRange(min = Rate.LEAST, max = 1_000_000) double perSecond,
            @ForAll @IntRange(min = 1, max = 1_000_000) int burst,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long later) {
        TokenBucket bucket = new TokenBucket(new Rate(perSecond, burst), 0);
        assertThat(bucket.take(burst, later)).isZero();
    }
}
