package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CoresTest {
    private static final List<String> COMMAND = List.of("server", "--port", "0");

    @Test
    void allowedCores_areReadFromTheStatus() {
        assertThat(Cores.allowed(List.of("Cpus_allowed:\tf", "Cpus_allowed_list:\t0-2,8,10-11"))).containsExactly(0, 1, 2, 8, 10, 11);
    }

    @Test
    void serverAndGenerator_areKeptApart() {
        Cores cores = new Cores(List.of(2, 5));
        assertThat(cores.forServer(1, COMMAND)).containsExactly("taskset", "-c", "2", "server", "--port", "0");
        assertThat(cores.forGenerator(COMMAND)).containsExactly("taskset", "-c", "5", "server", "--port", "0");
        assertThat(cores.forServer(3, COMMAND)).startsWith("taskset", "-c", "2,5");
    }

    @Test
    void oneCore_isSharedWithoutPinning() {
        assertThat(new Cores(List.of(0)).forServer(1, COMMAND)).isEqualTo(COMMAND);
    }
}
