package dev.parley.testkit;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import java.io.IOException;
import java.util.List;

/** Throws in one of its calls. */
final class FailingHandler extends RecordingHandler {
    enum Place {
        OPENED,
        LINE,
        LINE_TOO_LONG,
        READ_COMPLETE,
        CLOSED
    }

    private final Place place;
    private final Throwable failure;

    FailingHandler(Session session, Place place, Throwable failure) {
        super(session);
        this.place = place;
        this.failure = failure;
    }

    /** The checked one cannot be declared in Java, but other languages on the JVM throw such all the time. */
    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("thrown by a test"),
                new AssertionError("thrown by a test"),
                new OutOfMemoryError("thrown by a test"),
                new StackOverflowError("thrown by a test"),
                new NoClassDefFoundError("thrown by a test"),
                new IOException("thrown by a test"),
                new Exception("thrown by a test"));
    }

    @Override
    protected void whenOpened() {
        failIfAt(Place.OPENED);
    }

    @Override
    protected void whenLine(String line) {
        failIfAt(Place.LINE);
    }

    @Override
    protected void whenLineTooLong() {
        failIfAt(Place.LINE_TOO_LONG);
    }

    @Override
    protected void whenReadComplete() {
        failIfAt(Place.READ_COMPLETE);
    }

    @Override
    protected void whenClosed(CloseReason reason) {
        failIfAt(Place.CLOSED);
    }

    private void failIfAt(Place here) {
        if (here == place) {
            throw sneak(failure);
        }
    }

    /** Throws whatever it is given; returns only for the compiler. */
    static RuntimeException sneak(Throwable failure) {
        return FailingHandler.<RuntimeException>throwAs(failure);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T throwAs(Throwable failure) throws T {
        throw (T) failure;
    }
}
