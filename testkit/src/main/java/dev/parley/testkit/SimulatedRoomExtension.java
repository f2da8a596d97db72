package dev.parley.testkit;

import dev.parley.api.Room;
import dev.parley.server.ChatServer;
import dev.parley.transport.simulated.Simulation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What {@link SimulatedRoom} does. */
public final class SimulatedRoomExtension
        implements ParameterResolver,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace ROOMS =
            ExtensionContext.Namespace.create(SimulatedRoomExtension.class);

    private static final Set<Class<?>> OFFERED =
            Set.of(Room.class, Simulation.class, ChatServer.class, Guest.class, Guests.class);

    /** Called by JUnit. */
    public SimulatedRoomExtension() {}

    // --- Parameters.

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return OFFERED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (!(parameter.getDeclaringExecutable() instanceof Method) || context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "each test has a room of its own: take it in a test, or in what runs before or after each");
        }
        RoomForTest room = roomOf(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Room.class) {
            return room.server().room();
        }
        if (type == Simulation.class) {
            return room.simulation();
        }
        if (type == ChatServer.class) {
            return room.server();
        }
        return type == Guests.class ? room : room.present(nameOf(parameter));
    }

    private static String nameOf(ParameterContext parameter) {
        return parameter.findAnnotation(Called.class).map(Called::value).orElseGet(() -> "guest-" + numberOf(parameter));
    }

    /** Counted among the guests without a name. */
    private static long numberOf(ParameterContext parameter) {
        Parameter[] all = parameter.getDeclaringExecutable().getParameters();
        return 1 + Arrays.stream(all, 0, parameter.getIndex())
                .filter(earlier -> earlier.getType() == Guest.class && !earlier.isAnnotationPresent(Called.class))
                .count();
    }

    // --- Rooms.

    private static RoomForTest roomOf(ExtensionContext context) {
        return context.getStore(ROOMS)
                .getOrComputeIfAbsent(RoomForTest.class, missing -> open(context), RoomForTest.class);
    }

    private static RoomForTest open(ExtensionContext context) {
        SimulatedRoom wanted = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), SimulatedRoom.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), SimulatedRoom.class, context.getEnclosingTestClasses()))
                .orElseThrow();
        return new RoomForTest(wanted, Seeds.of(wanted.seed(), context.getUniqueId()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        roomIn(context).ifPresent(RoomForTest::close);
    }

    // --- Failures.

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    /** The failure with the story of the room. What a test expected and got stays comparable. */
    private static Throwable told(ExtensionContext context, Throwable failure) {
        Optional<RoomForTest> room = roomIn(context);
        if (room.isEmpty() || failure instanceof TestAbortedException) {
            return failure;
        }
        String message = failure.getMessage() + "\n" + room.get().story();
        if (failure instanceof AssertionFailedError compared && compared.isExpectedDefined()) {
            return new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure);
        }
        return new AssertionError(failure instanceof AssertionError ? message : failure.getClass().getName() + ": " + message, failure);
    }

    private static Optional<RoomForTest> roomIn(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(ROOMS).get(RoomForTest.class, RoomForTest.class));
    }
}
