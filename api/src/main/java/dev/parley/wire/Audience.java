package dev.parley.wire;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The followers of one transcript that one executor serves: those of one event loop, say. It is what makes waking
 * cheap: a room signals its audiences, not its members, and an audience that is already due is not signalled again.
 *
 * <pre>
 *            signal                run                 done
 *    IDLE  ---------->  DUE  ----------->  VISITING  --------->  IDLE
 *                        ^                    | signal
 *                        |        done        v
 *                        +-------------- VISITING_AND_DUE
 * </pre>
 */
final class Audience implements Runnable {
    private static final int IDLE = 0;
    private static final int DUE = 1;
    private static final int VISITING = 2;
    private static final int VISITING_AND_DUE = 3;

    /** How many members are visited in one task, as long as the executor takes tasks: what else it has to do waits for so many visits. */
    static final int MEMBERS_A_TASK = 256;

    private final Transcript transcript;
    private final Executor courier;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    // Guarded by the transcript.
    private final List<Outbox> arriving = new ArrayList<>(0);
    private final List<Outbox> departing = new ArrayList<>(0);

    // Owned by the visit; there is one at a time.
    private final ArrayList<Outbox> members = new ArrayList<>(0);

    /** Whose turn it is; the first one's between visits. */
    private int next;

    Audience(Transcript transcript, Executor courier) {
        this.transcript = transcript;
        this.courier = courier;
    }

    Executor courier() {
        return courier;
    }

    void arrive(Outbox outbox) {
        arriving.add(outbox);
    }

    void depart(Outbox outbox) {
        if (!arriving.remove(outbox)) {
            departing.add(outbox);
        }
    }

    /** Lets the executor visit the members soon. Thread: any. */
    void signal() {
        for (; ; ) {
            int now = state.get();
            if (now == DUE || now == VISITING_AND_DUE) {
                return;
            }
            if (state.compareAndSet(now, now + 1)) {
                if (now == IDLE) {
                    dispatch();
                }
                return;
            }
        }
    }

    /**
     * Visits the members, each once, whatever a visit throws; one of these goes to the executor. In a large audience it puts
     * itself behind the executor's other tasks now and then, and goes on from there.
     */
    @Override
    public void run() {
        Throwable failure = null;
        try {
            if (next == 0) {
                state.set(VISITING);
                releaseAndAdmit();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        boolean handedOn = false;
        while (!handedOn && next < members.size()) {
            try {
                members.get(next++).visit();
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
            handedOn = next % MEMBERS_A_TASK == 0 && next < members.size() && handOn();
        }
        if (!handedOn) {
            endVisit();
        }
        if (failure != null) {
            Throwables.throwIfUnchecked(failure);
        }
    }

    /** False where the executor does not take it: then it goes on here. Where it does, another thread may be at it already. */
    private boolean handOn() {
        int from = next;
        try {
            courier.execute(this);
            return true;
        } catch (RuntimeException | Error e) {
            if (next != from) {
                // It was run on the spot, to its end, and that is what a visit threw.
                throw e;
            }
            return false;
        }
    }

    private void endVisit() {
        next = 0;
        if (!state.compareAndSet(VISITING, IDLE)) {
            state.set(DUE);
            dispatch();
        }
    }

    private void dispatch() {
        try {
            courier.execute(this);
        } catch (RejectedExecutionException e) {
            // Whoever served these members has stopped, and sees to them; the room goes on without.
            transcript.dissolve(this);
        } catch (RuntimeException | Error e) {
            // It took nothing: the next signal tries again.
            state.set(IDLE);
            throw e;
        }
    }

    private void releaseAndAdmit() {
        synchronized (transcript) {
            transcript.visited();
            // In this order: who left and came back since the last visit must not sit here twice.
            // Counted loops, since this is done for every signal: they allocate nothing.
            for (int i = 0; i < departing.size(); i++) {
                release(departing.get(i));
            }
            departing.clear();
            // All of them or, where there is no memory for that, nobody yet.
            members.ensureCapacity(members.size() + arriving.size());
            for (int i = 0; i < arriving.size(); i++) {
                admit(arriving.get(i));
            }
            arriving.clear();
            if (members.isEmpty()) {
                transcript.dissolve(this);
            }
        }
    }

    private void admit(Outbox outbox) {
        outbox.seat = members.size();
        members.add(outbox);
    }

    /** The last member takes the free seat, so leaving costs the same however many there are, most often. */
    private void release(Outbox outbox) {
        int seat = seatOf(outbox);
        if (seat < 0) {
            // An error has kept him from arriving.
            return;
        }
        Outbox last = members.removeLast();
        if (last != outbox) {
            members.set(seat, last);
            last.seat = seat;
        }
    }

    /** Who follows another transcript by now may have got his seat there already; then he has to be looked for. Negative if he has none. */
    private int seatOf(Outbox outbox) {
        int seat = outbox.seat;
        return seat < members.size() && members.get(seat) == outbox ? seat : members.indexOf(outbox);
    }
}
