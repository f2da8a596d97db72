package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.SelfSigned;
import dev.parley.benchmarks.result.Contestant;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One of Parley's transports with TLS 1.3, to be held against the same one without.
 *
 * <p>Only where several people talk in one room: there the price of a delivery shows. Connecting 18,000 would be a measurement of handshakes.
 */
record ParleyWithTls(ParleyServer plain) implements ServerUnderTest {
    @Override
    public Contestant contestant() {
        return plain.contestant().withTls();
    }

    @Override
    public boolean takesPartIn(Scenario scenario) {
        return scenario.load().isTalkInOneRoom();
    }

    @Override
    public ServerCommand command(Scenario scenario, Path workDir) throws IOException {
        SelfSigned shown = SelfSigned.make(workDir);
        return plain.command(scenario, workDir)
                .with("--tls-cert", shown.keyStore().toString(), "--tls-password-file", shown.password().toString())
                .showing(shown);
    }
}
