package dev.parley.testkit;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a transport. Each test carries the number of the {@link Rule} that it tests. T01 and T02 are also checked
 * at the end of every other test of a T rule, on all handlers that it had.
 *
 * <p>At its end it prints a verdict, unless only some of the tests were chosen.
 *
 * <p>A test waits for at most 15 seconds for one thing. The system property {@code parley.testkit.limitMillis} changes that,
 * for transports that are known to be broken.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ExtendWith({ConsoleVerdict.class, RuleInMessage.class, SkipWithoutAbility.class})
public interface TransportContract
        extends CallContract,
                HandlerFailureContract,
                InputContract,
                OutputContract,
                StopContract,
                HostilePeerContract,
                PauseContract,
                RoomContract {}
