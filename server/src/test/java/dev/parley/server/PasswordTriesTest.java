package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Wrong passwords, by address. */
class PasswordTriesTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void aBurst_thenTheRate_andDebts() {
        PasswordTries tries = new PasswordTries(6);
        Origin origin = new Origin(true, 1);
        for (int i = 0; i < 6; i++) {
            assertThat(tries.refusalOf(origin, 0)).isNull();
            tries.wasWrong(origin, 0);
        }
        assertThat(tries.refusalOf(origin, 0)).isNotNull();
        assertThat(tries.refusalOf(origin, MINUTE / 6)).isNull();
        // Six more had been let through before these were known to be wrong.
        for (int i = 0; i < 6; i++) {
            tries.wasWrong(origin, 0);
        }
        assertThat(tries.refusalOf(origin, MINUTE)).isNotNull();
        assertThat(tries.refusalOf(origin, MINUTE + MINUTE / 6)).isNull();
        assertThat(tries.refusalOf(new Origin(true, 2), 0)).isNull();
    }

    @Test
    void noLimit_andNoAddress() {
        PasswordTries unlimited = new PasswordTries(0);
        Origin origin = new Origin(true, 1);
        unlimited.wasWrong(origin, 0);
        assertThat(unlimited.refusalOf(origin, 0)).isNull();
        PasswordTries tries = new PasswordTries(1);
        tries.wasWrong(null, 0);
        assertThat(tries.refusalOf(null, 0)).isNull();
    }

    @Test
    void memoryIsBounded_andWhatIsPaidIsForgotten() {
        PasswordTries tries = new PasswordTries(10);
        for (int i = 0; i < PasswordTries.MAX_ADDRESSES + 1000; i++) {
            tries.wasWrong(new Origin(true, i), 0);
        }
        assertThat(tries.knownAddresses()).isEqualTo(PasswordTries.MAX_ADDRESSES);
        tries.wasWrong(new Origin(true, -1), MINUTE);
        assertThat(tries.knownAddresses()).isEqualTo(1);
    }
}
