package dev.parley.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.result.Contestant.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is measured in what, if nobody was named. */
final class ContestantsTest {

    @Test
    void whoWouldSayWhatAnotherOneDoes_isLeftOut() {
        assertThat(namesIn("idle-crowd", 0)).contains("nio", "netty-epoll").doesNotContain("nio-many", "netty-batch", "netty-example");
        assertThat(namesIn("broadcast", 0)).contains("nio-many", "netty-batch", "netty-example");
        assertThat(namesIn("broadcast", 1)).contains("netty-batch").doesNotContain("nio-many", "netty-example");
        assertThat(namesIn("many-rooms", 0)).contains("netty-batch", "netty-nio").doesNotContain("netty-example");
        assertThat(namesIn("many-rooms", 1)).contains("nio", "netty-epoll", "c-floor").doesNotContain("netty-nio", "nats");
        assertThat(namesIn("slow-readers", 1)).contains("nio", "netty-epoll").doesNotContain("nio-many", "platform", "netty-nio");
        assertThat(namesIn("connect-storm", 0)).contains("nio", "netty-nio").doesNotContain("nio-many", "netty-batch", "netty-example");
    }

    @Test
    void whoCannotDoIt_isLeftOut() {
        assertThat(namesIn("many-rooms", 0)).contains("nats", "c-floor").doesNotContain("redis", "ngircd");
        assertThat(namesIn("connect-storm", 0)).contains("redis").doesNotContain("ngircd");
        assertThat(namesIn("broadcast", 0)).contains("ngircd");
        assertThat(namesIn("broadcast", 1)).contains("redis").doesNotContain("ngircd");
    }

    @Test
    void withTls_onlySeveralWhoTalkToManyAreMeasured_andNotInTheShortSet() {
        assertThat(namesIn("broadcast", 0)).contains("nio-tls", "virtual-tls");
        assertThat(namesIn("all-to-all", 0)).doesNotContain("nio-tls", "virtual-tls");
        assertThat(namesIn("broadcast", 1)).doesNotContain("nio-tls", "virtual-tls");
        assertThat(List.of("many-rooms", "idle-crowd", "slow-readers", "connect-storm", "latency"))
                .allSatisfy(name -> assertThat(namesIn(name, 0)).doesNotContain("nio-tls", "virtual-tls"));
        assertThat(Contestants.quick()).extracting(server -> server.contestant().kind()).doesNotContain(Kind.PARLEY_TLS);
    }

    @Test
    void limitsAreMeasured_whereSeveralTalkToMany() {
        assertThat(namesIn("broadcast", 0)).contains("nio-limits");
        assertThat(List.of("all-to-all", "many-rooms", "idle-crowd", "slow-readers", "connect-storm", "latency"))
                .allSatisfy(name -> assertThat(namesIn(name, 0)).doesNotContain("nio-limits"));
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
