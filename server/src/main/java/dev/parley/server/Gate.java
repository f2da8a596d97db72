package dev.parley.server;

import dev.parley.server.Authenticator.Attempt;
import dev.parley.server.Authenticator.Verdict;
import dev.parley.server.Refusal.OverLimit;
import dev.parley.spi.Scheduler;
import java.net.SocketAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server's {@link Access} where it has an {@link Authenticator}. Thread: any, for every method. */
final class Gate {
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final Authenticator authenticator;
    private final int passwordTries;
    private final PasswordTries tries;
    private final Scheduler scheduler;
    private final SeldomLog failures;

    Gate(Authenticator authenticator, Access access, Scheduler scheduler) {
        this.authenticator = authenticator;
        this.scheduler = scheduler;
        passwordTries = access.passwordTries();
        tries = new PasswordTries(access.wrongPasswordsPerMinute());
        failures = new SeldomLog(log, scheduler.nanoTime());
    }

    boolean needsPassword(String name) {
        return authenticator.needsPassword(name);
    }

    CompletionStage<Verdict> check(Attempt attempt) {
        return authenticator.check(attempt);
    }

    int passwordTries() {
        return passwordTries;
    }

    /** Null if somebody from there may give a password. */
    @Nullable OverLimit refusalOf(SocketAddress peer) {
        return tries.refusalOf(Origin.of(peer), scheduler.nanoTime());
    }

    void wasWrong(SocketAddress peer) {
        tries.wasWrong(Origin.of(peer), scheduler.nanoTime());
    }

    /** The authenticator did not say anything. */
    void noAnswer(@Nullable Throwable failure) {
        failures.warn("A password could not be checked", failure, scheduler.nanoTime());
    }
}
