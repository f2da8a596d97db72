package dev.parley.tls;

import dev.parley.api.SecureChannel;
import dev.parley.api.Security;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** TLS, but for the next connection after a call to {@link #failNext}. Thread: any. */
final class FaultySecurity implements Security {

    /** Where a connection may fail. */
    enum Step {
        SECURE("secure"),
        HANDSHAKE("handshake"),
        WORK("work"),
        COMPUTING("run"),
        READ("read"),
        FLUSH("flush"),
        WRITE("write"),
        END_OUTPUT("endOutput");

        private final String method;

        Step(String method) {
            this.method = method;
        }
    }

    private record Fault(Step step, Error error) {
        void throwIfIn(String method) {
            if (step.method.equals(method)) {
                throw error;
            }
        }
    }

    private final Security real;
    private final AtomicReference<@Nullable Fault> next = new AtomicReference<>();

    FaultySecurity(Security real) {
        this.real = real;
    }

    /** Lets the next connection fail each time it comes to that step. */
    void failNext(Step step, Error error) {
        next.set(new Fault(step, error));
    }

    @Override
    public SecureChannel secure(ByteChannel socket) throws IOException {
        Fault fault = next.getAndSet(null);
        if (fault == null) {
            return real.secure(socket);
        }
        fault.throwIfIn("secure");
        SecureChannel channel = real.secure(socket);
        return (SecureChannel) Proxy.newProxyInstance(
                SecureChannel.class.getClassLoader(),
                new Class<?>[] {SecureChannel.class},
                (_, method, arguments) -> {
                    fault.throwIfIn(method.getName());
                    Object result = invoke(channel, method, arguments);
                    return result instanceof Runnable work ? computing(work, fault) : result;
                });
    }

    private static Runnable computing(Runnable work, Fault fault) {
        return () -> {
            fault.throwIfIn("run");
            work.run();
        };
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** So long that it is never this that ends a connection. */
    @Override
    public Duration handshakeTimeout() {
        return Duration.ofHours(1);
    }
}
