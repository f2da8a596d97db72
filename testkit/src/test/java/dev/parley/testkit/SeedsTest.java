package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class SeedsTest {
    private static final String TEST = "[engine:junit-jupiter]/[class:a.B]/[method:c()]";
    private static final String THIRD = "[engine:junit-jupiter]/[class:a.B]/[test-template:c()]/[test-template-invocation:#3]";

    private final String before = System.getProperty(Seeds.PROPERTY, "");

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(Seeds.PROPERTY);
        } else {
            System.setProperty(Seeds.PROPERTY, before);
        }
    }

    @Test
    void aTestHasTheSameSeedInEveryRun() {
        System.clearProperty(Seeds.PROPERTY);
        assertEquals(3283367028L, Seeds.of(SimulatedRoom.BY_TEST, TEST));
        assertNotEquals(Seeds.of(SimulatedRoom.BY_TEST, TEST), Seeds.of(SimulatedRoom.BY_TEST, THIRD));
    }

    @Test
    void theTestsOwnIsCountedOn() {
        System.clearProperty(Seeds.PROPERTY);
        assertEquals(7, Seeds.of(7, TEST));
        assertEquals(9, Seeds.of(7, THIRD));
    }

    @Test
    void thePropertyHasPrecedence() {
        System.setProperty(Seeds.PROPERTY, "100");
        assertEquals(100, Seeds.of(7, TEST));
        assertEquals(100, Seeds.of(SimulatedRoom.BY_TEST, TEST));
        assertEquals(102, Seeds.of(7, THIRD));
    }
}
