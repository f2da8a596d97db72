package dev.parley.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** Where the password of a key store comes from. It is asked each time the store is read. */
@FunctionalInterface
public interface Password {
    /** There is none. */
    Password NONE = () -> new char[0];

    /** The password. Fails with one line for the user. */
    char[] read() throws IOException;

    /** The first line of a file. */
    static Password inFile(Path file) {
        return () -> {
            String text = new String(FileBytes.of(file), UTF_8);
            return text.lines().findFirst().orElse("").toCharArray();
        };
    }

    /** A variable of the environment; none if it is not set. */
    static Password inVariable(String name) {
        return () -> {
            String value = System.getenv(name);
            return value == null ? new char[0] : value.toCharArray();
        };
    }
}
