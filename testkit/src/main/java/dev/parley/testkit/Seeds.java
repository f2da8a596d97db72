package dev.parley.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which seed a test has. */
final class Seeds {
    /** What JUnit puts into the unique id of a test that runs more than once. */
    private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)]");

    static final String PROPERTY = "parley.testkit.seed";

    private Seeds() {}

    /**
     * @param wanted or {@link SimulatedRoom#BY_TEST}
     * @param uniqueId JUnit's
     */
    static long of(long wanted, String uniqueId) {
        Long given = Long.getLong(PROPERTY);
        if (given != null) {
            return given + earlierInvocations(uniqueId);
        }
        // The hash of a string is specified, and so the same on every machine.
        return wanted == SimulatedRoom.BY_TEST
                ? Integer.toUnsignedLong(uniqueId.hashCode())
                : wanted + earlierInvocations(uniqueId);
    }

    private static int earlierInvocations(String uniqueId) {
        Matcher invocation = INVOCATION.matcher(uniqueId);
        return invocation.find() ? Integer.parseInt(invocation.group(1)) - 1 : 0;
    }
}
