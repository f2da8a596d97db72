package dev.parley.cli;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableSet;
import dev.parley.api.TransportOptions;
import dev.parley.server.ChatOptions;
import dev.parley.server.Limits;
import dev.parley.server.Rate;
import java.time.Duration;
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
            description = "New connections a second from one address; 0: no limit.")
    private @Nullable Integer connectsPerSecond;

    @Option(names = "--connect-burst", paramLabel = "N", description = "So many of them at once.")
    private @Nullable Integer connectBurst;

    @Option(names = "--max-members", paramLabel = "N", description = "Members of the room; 0: no limit.")
    private @Nullable Integer maxMembers;

    @Option(names = "--name-timeout", paramLabel = "SECONDS", description = "Time to give a name; 0: no limit.")
    private @Nullable Integer nameTimeout;

    @Option(names = "--idle-timeout", paramLabel = "SECONDS", description = "Time to say nothing; 0, as usual: no limit.")
    private @Nullable Integer idleTimeout;

    @Option(names = "--lines-per-second", paramLabel = "N",
            description = "Lines a second from one guest; above, he has to wait; 0: no limit.")
    private @Nullable Integer linesPerSecond;

    @Option(names = "--line-burst", paramLabel = "N", description = "So many of them at once.")
    private @Nullable Integer lineBurst;

    @Option(names = "--bytes-per-second", paramLabel = "N",
            description = "Bytes a second from one guest; above, he has to wait; 0: no limit.")
    private @Nullable Integer bytesPerSecond;

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
            String what, String flag, @Nullable Integer perSecond, @Nullable Integer burst, Rate base, Rate usual) {
        int atOnce = or(burst, usual.burst());
        if (atOnce < 1) {
            throw wrong("--" + what + "-burst takes a number of at least 1, not " + atOnce);
        }
        int lasting = checked(flag, or(perSecond, base.perSecond()));
        return lasting == 0 ? Rate.unlimited() : new Rate(lasting, atOnce);
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
