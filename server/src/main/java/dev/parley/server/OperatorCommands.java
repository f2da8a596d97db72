package dev.parley.server;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What operators type, and what they are answered. Thread: any; it has no state of its own. */
final class OperatorCommands {
    static final String HELP = "/kick NAME [REASON], /mute NAME [TIME], /unmute NAME, /ban NAME|ADDRESS [TIME] [REASON], "
            + "/unban NAME|ADDRESS, /bans, /where NAME; a TIME is 30s, 10m, 2h, 3d or 4w.";

    private static final int MAX_SHOWN = 100;
    private static final Pattern TIME = Pattern.compile("(\\d{1,4})([smhdw])");
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().limit(2);

    private final Moderation moderation;

    OperatorCommands(Moderation moderation) {
        this.moderation = moderation;
    }

    /** Null if there is no such command. */
    @Nullable List<String> obey(String line, String by) {
        Typed words = new Typed(line);
        return switch (words.next()) {
            case "/kick" -> kick(words, by);
            case "/mute" -> mute(words, by);
            case "/unmute" -> unmute(words, by);
            case "/ban" -> ban(words, by);
            case "/unban" -> unban(words, by);
            case "/bans" -> bans();
            case "/where" -> where(words);
            case "/who" -> who();
            case "/help" -> List.of("/who. " + HELP);
            default -> null;
        };
    }

    private List<String> kick(Typed words, String by) {
        String name = words.next();
        if (name.isEmpty()) {
            return List.of("/kick takes a name.");
        }
        List<Guest> kicked = moderation.kickAll(name, by, words.rest());
        return kicked.isEmpty() ? nobody(name) : kicked.stream().map(guest -> place(guest) + " is kicked.").toList();
    }

    private List<String> mute(Typed words, String by) {
        String name = words.next();
        try {
            Duration time = words.time();
            if (name.isEmpty() || !words.rest().isEmpty()) {
                return List.of("/mute takes a name, and a time such as 10m.");
            }
            int here = moderation.mute(name, time, by);
            return List.of(name + " is muted" + during(time) + (here == 0 ? ", and is not here now." : "."));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return List.of("Not done: " + e.getMessage() + ".");
        }
    }

    private List<String> unmute(Typed words, String by) {
        String name = words.next();
        if (name.isEmpty()) {
            return List.of("/unmute takes a name.");
        }
        return List.of(moderation.unmute(name, by) ? name + " is heard again." : name + " is not muted.");
    }

    private List<String> ban(Typed words, String by) {
        String target = words.next();
        if (target.isEmpty()) {
            return List.of("/ban takes a name or an address, a time such as 2h, and a reason.");
        }
        List<String> addresses = moderation.guests(target).stream().map(OperatorCommands::place).toList();
        try {
            Duration time = words.time();
            Ban ban = moderation.ban(target, time, by, words.rest());
            String from = addresses.isEmpty() ? "" : " Addresses: " + String.join(", ", addresses) + ".";
            return List.of(ban.target() + " is banned" + (time == null ? " for ever" : during(time)) + "." + from);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return List.of("Not done: " + e.getMessage() + ".");
        }
    }

    private List<String> unban(Typed words, String by) {
        String target = words.next();
        try {
            return List.of(moderation.unban(target, by) ? target + " may come in again." : target + " is not banned.");
        } catch (IllegalArgumentException e) {
            return List.of("Not done: " + e.getMessage() + ".");
        }
    }

    private List<String> bans() {
        List<Ban> bans = moderation.bans();
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(Words.count(bans.size(), "ban") + (bans.isEmpty() ? "." : ":"));
        bans.stream().limit(MAX_SHOWN).map(OperatorCommands::line).forEach(lines::add);
        if (bans.size() > MAX_SHOWN) {
            lines.add("and " + (bans.size() - MAX_SHOWN) + " more");
        }
        return lines.build();
    }

    private static String line(Ban ban) {
        Instant until = ban.until();
        return ban.target()
                + (until == null ? " for ever" : " until " + until.truncatedTo(ChronoUnit.SECONDS))
                + ", by " + ban.by()
                + Words.because(ban.reason());
    }

    private List<String> where(Typed words) {
        String name = words.next();
        if (name.isEmpty()) {
            return List.of("/where takes a name.");
        }
        List<Guest> guests = moderation.guests(name);
        return guests.isEmpty() ? nobody(name) : guests.stream().map(OperatorCommands::place).toList();
    }

    private List<String> who() {
        List<Guest> guests = moderation.guests().toList();
        String names = guests.stream().limit(MAX_SHOWN).map(Guest::name).collect(Collectors.joining(", "));
        int hidden = guests.size() - MAX_SHOWN;
        return List.of(Words.count(guests.size(), "guest") + (guests.isEmpty() ? "." : ": " + names)
                + (hidden > 0 ? " and " + hidden + " more" : ""));
    }

    private static List<String> nobody(String name) {
        return List.of("There is no guest " + name + ".");
    }

    private static String place(Guest guest) {
        Object peer = guest.session.peer() instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : guest.session.peer();
        return guest.name() + " (" + peer + ")";
    }

    private static String during(@Nullable Duration time) {
        return time == null ? "" : " for " + Words.about(time);
    }

    /** What is left of a line. */
    private static final class Typed {
        private String rest;

        Typed(String line) {
            rest = line;
        }

        /** Empty if there is none. */
        String next() {
            Iterator<String> words = WORDS.split(rest).iterator();
            String next = words.hasNext() ? words.next() : "";
            rest = words.hasNext() ? words.next() : "";
            return next;
        }

        String rest() {
            return rest.strip();
        }

        /**
         * The next word, if that is a time; else null, and it stays.
         *
         * @throws IllegalArgumentException if it begins like a time: what is meant for minutes must not become a reason, and for ever
         */
        @Nullable Duration time() {
            String before = rest;
            String word = next();
            Matcher time = TIME.matcher(word);
            if (!time.matches()) {
                if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
                    throw new IllegalArgumentException(word + " is no time, such as 30s, 10m, 2h, 3d or 4w");
                }
                rest = before;
                return null;
            }
            return Duration.ofSeconds(Long.parseLong(time.group(1)) * secondsOf(time.group(2)));
        }

        private static int secondsOf(String unit) {
            return switch (unit) {
                case "s" -> 1;
                case "m" -> 60;
                case "h" -> 60 * 60;
                case "d" -> 24 * 60 * 60;
                default -> 7 * 24 * 60 * 60;
            };
        }
    }
}
