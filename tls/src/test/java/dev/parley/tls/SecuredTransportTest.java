package dev.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.api.Transport;
import dev.parley.transport.simulated.Simulation;
import org.junit.jupiter.api.Test;

final class SecuredTransportTest {
    @Test
    void aTransportThatCannotBeSecured_refuses_insteadOfSpeakingPlainly() {
        Transport simulated = Simulation.withSeed(1).transport();
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> simulated.secured(TestTls.SHARED.server()));
        assertEquals("the simulated transport cannot be secured", refusal.getMessage());
    }
}
