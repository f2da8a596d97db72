package dev.parley.server;

import dev.parley.api.Session;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Keeps a guest from being read for as long as anything holds him. Thread: any. */
final class Brake {
    /** What may hold a guest. */
    enum Holder {
        /** He has said more than his rate. */
        RATE(1),
        /** His room waits for somebody slow. */
        ROOM(2),
        /** His password is being checked. */
        LOGIN(4);

        private final int bit;

        Holder(int bit) {
            this.bit = bit;
        }
    }

    /** There is one for each session: it takes no further object. */
    private static final AtomicIntegerFieldUpdater<Brake> HOLDERS =
            AtomicIntegerFieldUpdater.newUpdater(Brake.class, "holders");

    private final Session session;
    private volatile int holders;

    Brake(Session session) {
        this.session = session;
    }

    void hold(Holder holder) {
        if (HOLDERS.getAndUpdate(this, now -> now | holder.bit) == 0) {
            apply();
        }
    }

    void release(Holder holder) {
        int before = HOLDERS.getAndUpdate(this, now -> now & ~holder.bit);
        if (before != 0 && (before & ~holder.bit) == 0) {
            apply();
        }
    }

    /** Another thread may do the opposite meanwhile: the last to look does what is right. */
    private void apply() {
        boolean held;
        do {
            held = isHeld();
            if (held) {
                session.pauseReading();
            } else {
                session.resumeReading();
            }
        } while (held != isHeld());
    }

    private boolean isHeld() {
        return holders != 0;
    }
}
