package dev.parley.testkit.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.parley.api.Transport;
import dev.parley.testkit.Ability;
import dev.parley.testkit.TransportContract;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A transport that declares less is tested for less, and that shows. */
final class SkippedTestsTest {
    private static final String NEEDS_HALF_CLOSE = "t10_halfClosingPeer_getsTheAnswersToAllHeSaid";

    static final class Modest implements TransportContract {
        @Override
        public Transport transport() {
            return new PlainTransport();
        }

        @Override
        public Set<Ability> abilities() {
            return EnumSet.complementOf(EnumSet.of(Ability.HALF_CLOSE));
        }
    }

    @Test
    void withoutTheAbility_aTestIsSkipped_andSaysWhy() {
        assertEquals(
                List.of("ABORTED " + NEEDS_HALF_CLOSE
                        + " of T10 (a peer that half-closes still gets all that was sent to it) is skipped: plain does not have"
                        + " HALF_CLOSE (a peer can say that it sends no more, and still read)"),
                run(Modest.class, NEEDS_HALF_CLOSE));
    }

    @Test
    void withTheAbility_itIsRun() {
        assertEquals(List.of("SUCCESSFUL"), run(PlainContractTest.class, NEEDS_HALF_CLOSE));
        assertEquals(List.of("SUCCESSFUL"), run(Modest.class, "t04_peerResets"));
    }

    private static List<String> run(Class<?> contract, String test) {
        List<String> results = new CopyOnWriteArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(contract, test))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
                                if (finished.isTest()) {
                                    results.add(tell(result));
                                }
                            }
                        });
        return results;
    }

    private static String tell(TestExecutionResult result) {
        Status status = result.getStatus();
        return status + result.getThrowable().map(why -> " " + why.getMessage()).orElse("");
    }
}
