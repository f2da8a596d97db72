package dev.parley.testkit;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class MisbehaviourTest {
    @Test
    void allHoldsOneOfEach() {
        assertEquals(
                Set.of(Misbehaviour.class.getPermittedSubclasses()),
                Misbehaviour.all().stream().map(Misbehaviour::getClass).collect(toSet()));
        assertEquals(
                Misbehaviour.class.getPermittedSubclasses().length, Misbehaviour.all().size());
    }

    @Test
    void speaksEnglish() {
        assertEquals("connects and vanishes 50 times", new Misbehaviour.Vanish(50).toString());
    }
}
