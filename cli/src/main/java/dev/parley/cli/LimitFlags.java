package dev.parley.cli;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.Limits;
import dev.parley.server.Rate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@code parley server} that set limits; {@code docs/operations.md} has a table of them. */
final class LimitFlags {
    /** Those that can be other ones while the server runs. */
    static final ImmutableSet<String> LIVE_KEYS = ImmutableSet.of(
            "max-sessions", "max-sessions-per-address", "connects-per-second", "connect-burst", "max-members", "name-timeout",
            "idle-timeout", "lines-per-second", "line-burst", "bytes-per-second", "byte-burst", "no-limits");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--max-sessions", paramLabel = "N", description = "Connections at once; 0: no limit.")
    private @Nullable Integer maxSessions;

    @Option(names = "--max-sessions-per-address", paramLabel = "N",
            description = "Connections at once from one address (IPv6: from one /64); 0: no limit.")
    private @Nullable Integer maxSessionsPerAddress;

    @Option(names = "--connects-per-second", paramLabel = "N",
            description = "New connections a second from one address, such as 10 or 0.1; 0: no limit.")
    private @Nullable Double connectsPerSecond;

    @Option(names = "--connect-burst", paramLabel = "N", description = "So many of them at once.")
    private @Nullable Integer connectBurst;

    @Option(names = "--max-members", paramLabel = "N", description = "Members of the room; 0: no limit.")
    private @Nullable Integer maxMembers;

    @Option(names = "--name-timeout", paramLabel = "SECONDS", description = "Time to give a name; 0: no limit.")
    private @Nullable Integer nameTimeout;

    @Option(names = "--idle-timeout", paramLabel = "SECONDS", description = "Time to say nothing; 0, as usual: no limit.")
    private @Nullable Integer idleTimeout;

    @Option(names = "--lines-per-second", paramLabel = "N",
            description = "Lines a second from one guest, such as 10 or 0.1; above, he has to wait; 0: no limit.")
    private @Nullable Double linesPerSecond;

    @Option(names = "--line-burst", paramLabel = "N", description = "So many of them at once.")
    private @Nullable Integer lineBurst;

    @Option(names = "--bytes-per-second", paramLabel = "N",
            description = "Bytes a second from one guest; above, he has to wait; 0: no limit.")
    private @Nullable Double bytesPerSecond;

    @Option(names = "--byte-burst", paramLabel = "N", description = "So many of them at once.")
    private @Nullable Integer byteBurst;

    @Option(names = "--max-line-bytes", paramLabel = "N", description = "The longest line.")
    private @Nullable Integer maxLineBytes;

    @Option(names = "--max-outbox-bytes", paramLabel = "N", description = "Private lines that may wait for one guest.")
    private @Nullable Integer maxOutboxBytes;

    @Option(names = "--transcript-bytes", paramLabel = "N", description = "What the room keeps for those who are slow.")
    private @Nullable Integer transcriptBytes;

    @Option(names = "--no-limits", description = "None of the limits that can be 0, but for those that are given beside it.")
    private boolean noLimits;

    /** Throws an {@link IllegalArgumentException} that begins with the name of what is wrong, or a {@link ParameterException}. */
    ChatOptions applyTo(ChatOptions options) {
        TransportOptions transport = options.transport();
        return new ChatOptions(
                options.profile(),
                options.announceUpTo(),
                or(transcriptBytes, options.transcriptBytes()),
                transport
                        .withMaxLineBytes(or(maxLineBytes, transport.maxLineBytes()))
                        .withMaxOutboxBytes(or(maxOutboxBytes, transport.maxOutboxBytes())),
                limits(),
                options.slowReaders(),
                options.access());
    }

    /** What the keys that are not set stand for, given those that are. */
    static Map<String, String> values(ChatOptions options) {
        Limits limits = options.limits();
        return ImmutableMap.<String, Object>builder()
                .put("max-sessions", limits.maxSessions())
                .put("max-sessions-per-address", limits.maxSessionsPerAddress())
                .put("connects-per-second", number(limits.connects().perSecond()))
                .put("connect-burst", limits.connects().burst())
                .put("max-members", limits.maxMembers())
                .put("name-timeout", limits.nameTimeout().toSeconds())
                .put("idle-timeout", limits.idleTimeout().toSeconds())
                .put("lines-per-second", number(limits.lines().perSecond()))
                .put("line-burst", limits.lines().burst())
                .put("bytes-per-second", number(limits.bytes().perSecond()))
                .put("byte-burst", limits.bytes().burst())
                .put("max-line-bytes", options.transport().maxLineBytes())
                .put("max-outbox-bytes", options.transport().maxOutboxBytes())
                .put("transcript-bytes", options.transcriptBytes())
                .buildOrThrow()
                .entrySet()
                .stream()
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    private Limits limits() {
        Limits usual = Limits.defaults();
        Limits base = noLimits ? Limits.none() : usual;
        return new Limits(
                checked("--max-sessions", or(maxSessions, base.maxSessions())),
                checked("--max-sessions-per-address", or(maxSessionsPerAddress, base.maxSessionsPerAddress())),
                rate("connect", "--connects-per-second", connectsPerSecond, connectBurst, base.connects(), usual.connects()),
                base.maxRooms(),
                checked("--max-members", or(maxMembers, base.maxMembers())),
                time("--name-timeout", nameTimeout, base.nameTimeout()),
                time("--idle-timeout", idleTimeout, base.idleTimeout()),
                rate("line", "--lines-per-second", linesPerSecond, lineBurst, base.lines(), usual.lines()),
                rate("byte", "--bytes-per-second", bytesPerSecond, byteBurst, base.bytes(), usual.bytes()));
    }

    private Duration time(String flag, @Nullable Integer given, Duration otherwise) {
        return given == null ? otherwise : Duration.ofSeconds(checked(flag, given));
    }

    /** Where only a rate is given, its burst is the usual one. */
    private Rate rate(
            String what, String flag, @Nullable Double perSecond, @Nullable Integer burst, Rate base, Rate usual) {
        int atOnce = or(burst, usual.burst());
        if (atOnce < 1) {
            throw wrong("--" + what + "-burst takes a number of at least 1, not " + atOnce);
        }
        double lasting = perSecond == null ? base.perSecond() : perSecond;
        try {
            return lasting == 0 ? Rate.unlimited() : new Rate(lasting, atOnce);
        } catch (IllegalArgumentException e) {
            throw wrong("%s takes 0, which is no limit, or a number from %s to %s, not %s"
                    .formatted(flag, number(Rate.LEAST), number(Rate.MOST), lasting));
        }
    }

    /** Without a fraction where there is none. */
    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private int checked(String flag, int value) {
        if (value < 0) {
            throw wrong(flag + " takes a number of at least 0, which is no limit, not " + value);
        }
        return value;
    }

    private ParameterException wrong(String why) {
        if (spec == null) {
            throw new IllegalStateException("flags belong to a command");
        }
        return new ParameterException(spec.commandLine(), why);
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    /** A complaint about an option of the library, whose name it begins with, as one about a flag. */
    static String flagFirst(@Nullable String complaint) {
        String words = String.valueOf(complaint);
        int nameEnds = words.indexOf(' ');
        String name = nameEnds < 0 ? words : words.substring(0, nameEnds);
        return "--" + CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, name) + words.substring(name.length());
    }
}
