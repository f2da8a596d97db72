package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is measured in what, if nobody was named. */
final class ContestantsTest {

    @Test
    void whoWouldSayWhatAnotherOneDoes_isLeftOut() {
        assertThat(namesIn("idle-crowd", 0)).contains("nio", "netty-epoll").doesNotContain("nio-many", "netty-batch", "netty-example");
        assertThat(namesIn("broadcast", 0)).contains("nio-many", "netty-batch", "netty-example");
        assertThat(namesIn("broadcast", 1)).contains("netty-batch").doesNotContain("nio-many", "netty-example");
        assertThat(namesIn("slow-readers", 1)).contains("nio", "netty-epoll").doesNotContain("nio-many", "netty-nio", "netty-example");
    }

    @Test
    void whoCannotDoIt_isLeftOut() {
        assertThat(namesIn("many-rooms", 0)).contains("nats", "c-floor").doesNotContain("redis", "ngircd");
        assertThat(namesIn("connect-storm", 0)).contains("redis").doesNotContain("ngircd");
        assertThat(namesIn("broadcast", 0)).contains("ngircd");
        assertThat(namesIn("broadcast", 1)).contains("redis").doesNotContain("ngircd");
    }

    /** In the {@code variant}-th scenario of that name. */
    private static List<String> namesIn(String name, int variant) {
        Scenario scenario = Scenarios.chosen(List.of(name), Settings.defaults()).get(variant);
        return Contestants.all().stream()
                .filter(server -> Contestants.belongIntoTheSet(server, scenario))
                .map(server -> server.contestant().name())
                .toList();
    }
}
