package dev.parley.server;

import dev.parley.api.CloseReason.LimitReached;
import dev.parley.api.Session;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.spi.Scheduler;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Limits} of one server, and who sees to them. Thread: any, for every method. */
final class HouseRules {
    private static final Logger log = LoggerFactory.getLogger(HouseRules.class);

    private final ChatOptions options;
    private final Scheduler scheduler;
    private final Doorkeeper doorkeeper;

    /** Those who are no session yet count apart: so a guest who is one too many is still told so, behind his handshake. */
    private final Doorkeeper handshakes;

    private final Refusals refusals = new Refusals(log::warn);
    private volatile Limits limits;

    /** Those whose time may run out: all who have no name yet, and the others only where silence has a limit. */
    private final Set<Allowance> timed = ConcurrentHashMap.newKeySet();

    HouseRules(ChatOptions options, Scheduler scheduler) {
        this.options = options;
        this.scheduler = scheduler;
        doorkeeper = new Doorkeeper(options.limits(), "session");
        handshakes = new Doorkeeper(options.limits(), "handshake");
        limits = options.limits();
    }

    /** Those that hold now. */
    Limits limits() {
        return limits;
    }

    /** From now on these hold; {@code named} gives those who have a name, once it is done. */
    void change(Limits limits, Supplier<Stream<Allowance>> named) {
        if (limits.equals(this.limits)) {
            return;
        }
        boolean wasIdleLimited = isIdleLimited();
        this.limits = limits;
        long now = scheduler.nanoTime();
        doorkeeper.change(limits, now);
        handshakes.change(limits, now);
        if (isIdleLimited() && !wasIdleLimited) {
            named.get().forEach(allowance -> {
                allowance.named();
                timed.add(allowance);
            });
        }
    }

    private boolean isIdleLimited() {
        return limits.idleTimeout().isPositive();
    }

    /** Lets a guest in, who counts until he {@linkplain #left leaves}; or says why not. */
    @Nullable OverLimit admit(SocketAddress peer) {
        return doorkeeper.admit(Origin.of(peer), scheduler.nanoTime());
    }

    /** Lets a connection begin its handshake, and it counts until that {@linkplain #handshakeOver is over}; or says why not. */
    @Nullable OverLimit admitHandshake(SocketAddress peer) {
        return handshakes.admit(Origin.of(peer), scheduler.nanoTime());
    }

    void handshakeOver(SocketAddress peer) {
        handshakes.leave(Origin.of(peer), scheduler.nanoTime());
    }

    /** What a guest may say and how long he may take from now on. {@code ending} is called when his time is up, on any thread. */
    Allowance allow(Session session, Consumer<OverLimit> ending) {
        Allowance allowance = new Allowance(new Brake(session), this::limits, options.transport().maxLineBytes(), scheduler, ending);
        timed.add(allowance);
        return allowance;
    }

    void named(Allowance allowance) {
        allowance.named();
        if (!isIdleLimited()) {
            timed.remove(allowance);
            // Limited since that look: whoever changed it may have looked for him too early.
            if (isIdleLimited()) {
                timed.add(allowance);
            }
        }
    }

    void left(SocketAddress peer, Allowance allowance) {
        allowance.over();
        timed.remove(allowance);
        doorkeeper.leave(Origin.of(peer), scheduler.nanoTime());
    }

    /** Counts and logs it. */
    void refused(SocketAddress peer, LimitReached limit) {
        refusals.note(peer, limit, scheduler.nanoTime());
    }

    /** Ends those whose time is up. To be called about once a second. */
    void look() {
        long now = scheduler.nanoTime();
        timed.forEach(allowance -> endIfOverdue(allowance, now));
        refusals.look(now);
    }

    private void endIfOverdue(Allowance allowance, long now) {
        OverLimit refusal = allowance.overdue(now);
        // Once only, also where the transport takes its time to close.
        if (refusal != null && timed.remove(allowance)) {
            try {
                allowance.end(refusal);
            } catch (RuntimeException | Error e) {
                // The next guest's time is up all the same.
                log.error("What follows a refusal failed", e);
            }
        }
    }
}
