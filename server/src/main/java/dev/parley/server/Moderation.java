package dev.parley.server;

import dev.parley.wire.LineText;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells guests of a server to leave, to be silent, or to stay away. It is about guests; programs in a room are none of its affair. Names
 * are the same whatever their case, and count in all rooms. Each method takes who did it, and publishes that as a {@link ChatEvent}.
 *
 * <p>Thread: any, for every method; none of them blocks, and none calls a guest's handler. Memory: at most 10,000 bans and as many
 * mutes; more are refused. They are forgotten with the server: {@link #bans} and {@link #restore} are there to keep them.
 */
public final class Moderation {
    /** What is more of a reason is cut off. */
    private static final int MAX_REASON_LENGTH = 200;

    private static final Logger log = LoggerFactory.getLogger(Moderation.class);

    /** Silence for a name. */
    private record Mute(@Nullable Instant until) {
        boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }

    private final ChatServer server;
    private final Supplier<Stream<ChatRoom>> rooms;
    private final OperatorCommands commands = new OperatorCommands(this);
    private final Expiring<Ban> bans = new Expiring<>("bans", Ban::isOver);
    private final Expiring<Mute> mutes = new Expiring<>("mutes", Mute::isOver);

    Moderation(ChatServer server, Supplier<Stream<ChatRoom>> rooms) {
        this.server = server;
        this.rooms = rooms;
    }

    /** Ends the sessions of that name, who may come again. Returns how many there were. */
    public int kick(String name, String by, String reason) {
        return kickAll(name, by, reason).size();
    }

    /**
     * Lets nobody hear what somebody of that name says, from now on, also when he comes again.
     *
     * @param time for how long; null: until it is lifted
     * @return how many of that name there are now
     * @throws IllegalStateException if there are too many mutes already
     */
    public int mute(String name, @Nullable Duration time, String by) {
        Instant until = until(time);
        mutes.put(Names.key(Names.normalize(name)), new Mute(until), server.now());
        List<Guest> guests = guests(name);
        guests.forEach(Guest::mute);
        log.info("{} has muted {}{}", clean(by), clean(name), untilText(until));
        server.publish(new ChatEvent.Muted(server.now(), clean(by), clean(name), until));
        return guests.size();
    }

    /** Lifts it. False if there was none. */
    public boolean unmute(String name, String by) {
        if (mutes.remove(Names.key(Names.normalize(name))) == null) {
            return false;
        }
        log.info("{} lets {} be heard again", clean(by), clean(name));
        server.publish(new ChatEvent.Unmuted(server.now(), clean(by), clean(name)));
        return true;
    }

    /**
     * Lets somebody in no more, and ends his sessions. One ban for a target replaces the one before.
     *
     * @param target a name, or an address, which for IPv6 is its network of 64 bits. What can be read as an address is one
     * @param time for how long; null: until it is lifted
     * @throws IllegalArgumentException if it is neither, in one sentence for people
     * @throws IllegalStateException if there are too many bans already
     */
    public Ban ban(String target, @Nullable Duration time, String by, String reason) {
        Ban ban = restore(new Ban(target, until(time), by, reason));
        log.info("{} has banned {}{}{}", ban.by(), ban.target(), untilText(ban.until()), Words.because(ban.reason()));
        server.publish(new ChatEvent.Banned(server.now(), ban.by(), ban.target(), ban.until(), ban.reason()));
        BanTarget about = BanTarget.parse(target);
        guests().filter(about::isAbout).forEach(guest -> guest.turnAway(ban, server.now()));
        return ban;
    }

    /**
     * Brings back one of {@link #bans}, which was kept somewhere, without a word to anybody. It is for whoever comes from now on; one
     * that is over does nothing. Fails as {@link #ban} does.
     */
    public Ban restore(Ban kept) {
        BanTarget target = BanTarget.parse(kept.target());
        Ban ban = new Ban(target.text(), kept.until(), clean(kept.by()), shorten(clean(kept.reason())));
        if (!ban.isOver(server.now())) {
            bans.put(target.key(), ban, server.now());
        }
        return ban;
    }

    /** Lifts it. False if there was none. */
    public boolean unban(String target, String by) {
        BanTarget about = BanTarget.parse(target);
        if (bans.remove(about.key()) == null) {
            return false;
        }
        log.info("{} has lifted the ban of {}", clean(by), about.text());
        server.publish(new ChatEvent.Unbanned(server.now(), clean(by), about.text()));
        return true;
    }

    /** Those that are not over, in the order of their coming. */
    public List<Ban> bans() {
        return bans.all(server.now());
    }

    /**
     * Does what an operator says, as he would say it in the room: {@code /ban cem 2h spam}, with or without the slash.
     *
     * @param by who says it
     * @return the answers for him, one line each, fit to be shown on any terminal
     */
    public List<String> obey(String command, String by) {
        String bare = clean(command).strip();
        List<String> answers = commands.obey(bare.startsWith("/") ? bare : "/" + bare, clean(by));
        return answers == null ? List.of("There is no command " + shorten(bare) + ". Try help.") : answers;
    }

    /** Null if there is no such command for operators. */
    @Nullable List<String> obeyInRoom(String command, String by) {
        return commands.obey(command, by);
    }

    /** Those who were there. */
    List<Guest> kickAll(String name, String by, String reason) {
        String why = shorten(clean(reason));
        List<Guest> guests = guests(name);
        guests.forEach(guest -> guest.kick(clean(by), why));
        guests.forEach(guest -> log.info("{} has kicked {}{}", clean(by), guest.name(), Words.because(why)));
        return guests;
    }

    List<Guest> guests(String name) {
        String key = Names.key(Names.normalize(name));
        return guests().filter(guest -> key.equals(Names.key(guest.name()))).toList();
    }

    /** All who have a name. */
    Stream<Guest> guests() {
        return rooms.get().flatMap(room -> room.guests().stream());
    }

    /** What keeps him out; null if nothing does. A guest who is just connecting has no name. */
    @Nullable Ban banOf(@Nullable String name, SocketAddress peer) {
        Instant now = server.now();
        Origin origin = Origin.of(peer);
        Ban byAddress = origin == null ? null : bans.get(origin, now);
        return byAddress != null || name == null ? byAddress : bans.get(Names.key(name), now);
    }

    /** For how much longer nobody hears him, in words; null if he is heard. */
    @Nullable String muteOf(String name) {
        Instant now = server.now();
        Mute mute = mutes.get(Names.key(name), now);
        if (mute == null) {
            return null;
        }
        return mute.until() == null ? "" : " for " + Words.about(Duration.between(now, mute.until())) + " more";
    }

    private @Nullable Instant until(@Nullable Duration time) {
        return time == null ? null : server.now().plus(time);
    }

    private static String untilText(@Nullable Instant until) {
        return until == null ? "" : " until " + until.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String clean(String text) {
        return LineText.clean(text).replace('\t', ' ');
    }

    private static String shorten(String text) {
        return text.codePointCount(0, text.length()) <= MAX_REASON_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_REASON_LENGTH)) + "…";
    }
}
