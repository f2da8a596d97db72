package dev.parley.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.Limits;
import dev.parley.server.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The table of limits in the docs, and the code. */
class LimitsTableTest {
    private static final Pattern FLAG = Pattern.compile("--[a-z-]+");
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

    @Test
    void defaults() throws IOException {
        Limits limits = Limits.defaults();
        TransportOptions transport = TransportOptions.defaults();
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("length of a line", transport.maxLineBytes() + " bytes");
        expected.put("sessions in all", String.valueOf(limits.maxSessions()));
        expected.put("sessions of an address", String.valueOf(limits.maxSessionsPerAddress()));
        expected.put("new sessions of an address", words(limits.connects()));
        expected.put("rooms", String.valueOf(limits.maxRooms()));
        expected.put("members of a room", String.valueOf(limits.maxMembers()));
        expected.put("time to give a name", words(limits.nameTimeout()));
        expected.put("time without a word", words(limits.idleTimeout()));
        expected.put("lines of a session", words(limits.lines()));
        expected.put("bytes of a session", words(limits.bytes()));
        expected.put("private lines waiting for a guest", transport.maxOutboxBytes() + " bytes");
        expected.put("a room's lines waiting for a guest", ChatOptions.defaults().transcriptBytes() + " bytes");
        Map<String, String> told = new LinkedHashMap<>();
        rows().forEach(row -> told.put(row.get(0), row.get(1)));
        assertThat(told).containsExactlyEntriesOf(expected);
    }

    @Test
    void flags() throws IOException {
        List<String> told = Stream.concat(
                        Stream.of("--no-limits"),
                        rows().stream().flatMap(row -> FLAG.matcher(row.get(2)).results().map(MatchResult::group)))
                .sorted()
                .toList();
        assertThat(told).containsExactlyElementsOf(flagsOfTheProgram());
    }

    @Test
    void noLimits_andWhatIsGivenBesideIt() {
        assertThat(limitsOf("--no-limits")).isEqualTo(Limits.none());
        assertThat(limitsOf("--no-limits", "--lines-per-second", "5", "--name-timeout", "7"))
                .isEqualTo(Limits.none()
                        .withLines(new Rate(5, Limits.defaults().lines().burst()))
                        .withNameTimeout(Duration.ofSeconds(7)));
    }

    @Test
    void aRateMayBeAFraction() {
        assertThat(limitsOf("--lines-per-second", "0.02", "--line-burst", "3").lines()).isEqualTo(new Rate(0.02, 3));
        assertThat(LimitFlags.number(0.02)).isEqualTo("0.02");
        assertThat(LimitFlags.number(20)).isEqualTo("20");
    }

    @Test
    void everyZeroIsNoLimit() {
        String[] zeros = flagsOfTheProgram().stream()
                .filter(flag -> flag.matches("--max-(sessions|members).*|.*-(timeout|per-second)"))
                .flatMap(flag -> Stream.of(flag, "0"))
                .toArray(String[]::new);
        assertThat(limitsOf(zeros)).isEqualTo(Limits.none().withMaxRooms(Limits.defaults().maxRooms()));
    }

    private static Limits limitsOf(String... args) {
        return CommandLine.populateCommand(new LimitFlags(), args).applyTo(ChatOptions.defaults()).limits();
    }

    private static List<String> flagsOfTheProgram() {
        CommandSpec limits = requireNonNull(new CommandLine(new ServerCommand()).getCommandSpec().mixins().get("limits"));
        return limits.options().stream().map(OptionSpec::longestName).sorted().toList();
    }

    private static String words(Rate rate) {
        return LimitFlags.number(rate.perSecond()) + " a second, " + rate.burst() + " at once";
    }

    private static String words(Duration time) {
        return time.isZero() ? "no limit" : time.toSeconds() + " seconds";
    }

    /** The cells of the first table under "Limits", without its head. */
    private static List<List<String>> rows() throws IOException {
        String document = Files.readString(DOCUMENT);
        return document.substring(document.indexOf("## Limits")).lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
                .toList();
    }
}
