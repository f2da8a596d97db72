package dev.parley.spi;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.Outbox;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Of two who close at once, one is the first, and the handler is told his reason. */
@JCStressTest
@Outcome(id = "true, false, one", expect = ACCEPTABLE, desc = "The one was the first.")
@Outcome(id = "false, true, another", expect = ACCEPTABLE, desc = "The other was the first.")
@State
public class ConversationEndsForOneReason {
    private final Conversation conversation = new Conversation(new Nobody(), 100);
    private @Nullable CloseReason told;

    public ConversationEndsForOneReason() {
        conversation.begin(session -> new Listener());
    }

    @Actor
    public void one(ZZL_Result r) {
        r.r1 = conversation.close(new CloseReason.Ended("one"));
    }

    @Actor
    public void another(ZZL_Result r) {
        r.r2 = conversation.close(new CloseReason.Ended("another"));
    }

    @Arbiter
    public void end(ZZL_Result r) {
        conversation.end();
        r.r3 = String.valueOf(told);
    }

    private final class Listener implements SessionHandler {
        @Override
        public void opened() {}

        @Override
        public void line(ByteBuffer line) {}

        @Override
        public void lineTooLong() {}

        @Override
        public void closed(CloseReason reason) {
            told = reason;
        }
    }

    /** A session of which a conversation needs nothing but its name. */
    private static final class Nobody implements Session {
        private static final Outbox outbox = new Outbox(task -> {}, () -> {}, 1024);

        @Override
        public SocketAddress peer() {
            return new InetSocketAddress(0);
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void pauseReading() {}

        @Override
        public void resumeReading() {}

        @Override
        public void close(CloseReason reason) {}
    }
}
