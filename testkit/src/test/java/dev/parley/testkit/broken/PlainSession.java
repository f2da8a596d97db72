package dev.parley.testkit.broken;

import static java.util.Objects.requireNonNull;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.api.SessionHandler;
import dev.parley.wire.ByteSink;
import dev.parley.wire.LineCutter;
import dev.parley.wire.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One connection of {@link PlainEndpoint}. Each protected method is a step that can be taken wrongly. */
class PlainSession implements Session, LineCutter.Sink {
    /** How often a reader who waits for input looks whether it should stop. */
    private static final int LOOK_MILLIS = 50;

    private static final int READ_BYTES = 8 * 1024;
    private static final int WRITE_BYTES = 256 * 1024;

    /** The most that is heard of one guest after the endpoint has stopped reading. */
    private static final int MOST_LATE_BYTES = 1024 * 1024;

    protected LineCutter cutter;

    /** How often a writer was asked for since the last one found nothing more to do; 0 if there is none. */
    protected final AtomicInteger writesAskedFor = new AtomicInteger();

    private final PlainEndpoint endpoint;
    private final Socket socket;
    private final Outbox outbox;
    private final Object calls = new Object();
    private final Object pauses = new Object();
    private final AtomicReference<@Nullable CloseReason> reason = new AtomicReference<>();
    private final AtomicBoolean socketEnded = new AtomicBoolean();

    /** The handler must have been told, and the socket be closed, before the session is over. */
    private final AtomicInteger endsMissing = new AtomicInteger(2);

    private @Nullable SessionHandler handler;
    private volatile boolean listening = true;
    private volatile boolean paused;
    private volatile boolean inputEnded;
    private volatile boolean delivered;

    PlainSession(PlainEndpoint endpoint, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(endpoint.options().sendBufferBytes());
        socket.setSoTimeout(LOOK_MILLIS);
        cutter = new LineCutter(endpoint.options().maxLineBytes());
        outbox = new Outbox(endpoint.courier(), this::flush, endpoint.options().maxOutboxBytes());
    }

    // --- Session. Thread: any.

    @Override
    public final SocketAddress peer() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public final Outbox outbox() {
        return outbox;
    }

    @Override
    public void pauseReading() {
        synchronized (pauses) {
            paused = true;
        }
    }

    @Override
    public void resumeReading() {
        synchronized (pauses) {
            paused = false;
            pauses.notifyAll();
        }
    }

    @Override
    public void close(CloseReason why) {
        if (reason.compareAndSet(null, why)) {
            outbox.finish();
            giveUpInTime();
            tellSoon();
        }
    }

    // --- Reading. Thread: the session's own.

    final void run() {
        try {
            call(this::begin);
            listen();
            endOfInput();
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        } finally {
            listensNoMore();
        }
    }

    private void begin() {
        if (!isOver()) {
            SessionHandler made = endpoint.handlerFor(this);
            handler = made;
            made.opened();
        }
    }

    /** Returns at the end of input. It reads on when nobody listens: unread input would make the kernel reset the guest. */
    private void listen() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[READ_BYTES];
        int late = 0;
        for (int bytes = read(in, buffer); bytes >= 0; bytes = read(in, buffer)) {
            boolean isWanted = awaitResume();
            if (bytes > 0 && listening && isWanted) {
                ByteBuffer read = ByteBuffer.wrap(buffer, 0, bytes);
                call(() -> hear(read));
            }
            if (endpoint.isReadingStopped()) {
                late += bytes;
                if (late > MOST_LATE_BYTES || isPaused() || in.available() == 0) {
                    listensNoMore();
                }
            }
        }
    }

    /** -1 at the end, 0 if there was nothing to read for a while. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    /** With what he has just read in hand. False if a stop found it so, which does not wait for the end of a pause. */
    protected boolean awaitResume() {
        synchronized (pauses) {
            try {
                while (isPaused() && !endpoint.isReadingStopped()) {
                    pauses.wait(LOOK_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // Here: a pause that begins behind this comes too late for what he has in hand.
            return !isPaused();
        }
    }

    /** What comes after a close is read and dropped, pause or no pause. */
    protected boolean isPaused() {
        return paused && !isOver();
    }

    private void listensNoMore() {
        listening = false;
        endpoint.changed();
    }

    protected void hear(ByteBuffer read) {
        if (!isOver()) {
            cutter.cut(read, this);
            handler().readComplete();
        }
    }

    /** What follows a line in the same read is not handed over once somebody has closed the session. */
    @Override
    public void line(ByteBuffer line) {
        if (!isOver()) {
            handler().line(line);
        }
    }

    @Override
    public void tooLong() {
        if (!isOver()) {
            handler().lineTooLong();
        }
    }

    /** The guest sends no more, but may still be reading. */
    protected void endOfInput() {
        inputEnded = true;
        close(new CloseReason.PeerClosed());
        endIfDone();
    }

    // --- Calling the handler.

    /** One call at a time, and what it throws ends this session only. */
    protected void call(Runnable call) {
        synchronized (calls) {
            guard(call);
        }
    }

    protected final void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            failed(e);
        }
    }

    protected void failed(Throwable failure) {
        close(new CloseReason.HandlerFailed(failure));
    }

    protected void tellClosed() {
        CloseReason why = reason();
        if (handler != null && why != null) {
            handler.closed(why);
        }
    }

    protected final void tellAndCount() {
        call(this::tellClosed);
        oneEndLess();
    }

    // --- Writing.

    /** Has a writer look at the outbox. If one is at it already, he looks again before he goes. Thread: any. */
    protected void flush() {
        if (outbox.hasFallenBehind()) {
            fellBehind();
        } else if (writesAskedFor.getAndIncrement() == 0) {
            startWriter();
        }
    }

    private void startWriter() {
        try {
            endpoint.writers().execute(this::write);
        } catch (RejectedExecutionException e) {
            end(new CloseReason.Stopped());
        }
    }

    private void write() {
        try {
            while (!delivered && !socketEnded.get()) {
                int asked = writesAskedFor.get();
                if (writeTurn() && rest(asked)) {
                    return;
                }
            }
        } catch (IOException e) {
            end(new CloseReason.ConnectionLost(e));
        }
        outbox.discard();
    }

    /** True if nothing is left. */
    protected boolean writeTurn() throws IOException {
        ByteSink sink = this::writeBytes;
        return switch (outbox.writeTo(sink, WRITE_BYTES)) {
            case DRAINED -> true;
            case MORE, BLOCKED -> false;
            case FINISHED -> {
                allWritten();
                yield false;
            }
            case FELL_BEHIND -> {
                fellBehind();
                yield false;
            }
        };
    }

    /** Whether the writer may go: nobody has asked for another one since his last turn began. */
    protected boolean rest(int asked) {
        return writesAskedFor.compareAndSet(asked, 0);
    }

    /** Takes all of it, however long that lasts. */
    protected int writeBytes(ByteBuffer source) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        socket.getOutputStream().write(bytes);
        return bytes.length;
    }

    protected void fellBehind() {
        end(new CloseReason.FellBehind(outbox.waitingBytes()));
    }

    /** The socket stays open until the guest closes his end: only then it is certain that he has read everything. */
    protected void allWritten() throws IOException {
        socket.shutdownOutput();
        delivered = true;
        endpoint.changed();
        endIfDone();
    }

    // --- Ending. Thread: any.

    protected void tellSoon() {
        endpoint.runSoon(this::tellAndCount);
    }

    protected void giveUpInTime() {
        endpoint.runAfter(endpoint.options().closeTimeout(), this::giveUp);
    }

    final void giveUp() {
        if (!delivered && !socketEnded.get()) {
            endpoint.undelivered();
        }
        end(new CloseReason.Stopped());
    }

    private void endIfDone() {
        if (delivered && (inputEnded || !waitsForTheHangUp())) {
            end(new CloseReason.PeerClosed());
        }
    }

    /** Who is one too many would hold a socket as long as he likes. */
    protected boolean waitsForTheHangUp() {
        return !(reason.get() instanceof CloseReason.LimitReached);
    }

    /** Ends it here and now. The reason counts only if there was none before. */
    protected final void end(CloseReason why) {
        close(why);
        endSocket();
    }

    protected final void endSocket() {
        if (socketEnded.compareAndSet(false, true)) {
            try {
                // Also ends whoever is blocked in writing.
                closeSocket(socket);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (writesAskedFor.getAndIncrement() == 0) {
                outbox.discard();
            }
            oneEndLess();
        }
    }

    protected void closeSocket(Socket socket) throws IOException {
        socket.close();
    }

    private void oneEndLess() {
        if (endsMissing.decrementAndGet() == 0) {
            endpoint.remove(this);
        }
    }

    // --- Asked by the endpoint and by subclasses. Thread: any.

    protected final PlainEndpoint endpoint() {
        return endpoint;
    }

    protected @Nullable CloseReason reason() {
        return reason.get();
    }

    final boolean isListening() {
        return listening;
    }

    final boolean isDelivered() {
        return delivered;
    }

    protected final boolean isOver() {
        return reason.get() != null;
    }

    private SessionHandler handler() {
        return requireNonNull(handler, "lines come after opened");
    }
}
