package dev.parley.transport.blocking;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where a session's reader waits while the program wants no lines. Thread: any, but for {@link #await}, which is the reader's. */
final class Pause {
    private volatile boolean on;
    private volatile boolean lifted;
    private volatile @Nullable Thread waiting;

    void set(boolean on) {
        this.on = on;
        if (!on) {
            LockSupport.unpark(waiting);
        }
    }

    /** Ends it for good: the session is over, and what its reader still finds is dropped. */
    void lift() {
        lifted = true;
        LockSupport.unpark(waiting);
    }

    boolean isOn() {
        return on && !lifted;
    }

    /** Returns at once unless it is on. So it does when the reader is interrupted: his next read then says so. */
    void await() {
        if (!isOn()) {
            return;
        }
        waiting = Thread.currentThread();
        // Only now: whoever ends the pause after this look sees who waits.
        while (isOn() && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
        waiting = null;
    }
}
