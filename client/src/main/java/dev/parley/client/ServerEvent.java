package dev.parley.client;

/**
 * One thing that a server sent. The order is
 *
 * <pre>{@code (Prompt | PasswordPrompt | Line | LineTooLong)* (Welcome (Line | LineTooLong)*)?}</pre>
 *
 * <p>No text in here holds a control character other than TAB, whatever the server sent: each was replaced by U+FFFD, and so
 * was what is not UTF-8. It is safe to print.
 */
public sealed interface ServerEvent {

    /** The server asks for a name; it asks again when it refuses one. The next line sent is the answer. */
    record Prompt() implements ServerEvent {}

    /** The server asks for the password that belongs to the name. The next line sent is the answer. */
    record PasswordPrompt() implements ServerEvent {}

    /** The name was accepted: from here on, lines sent are lines said. */
    record Welcome() implements ServerEvent {}

    /** A line, without its terminator. The last one of a connection may be the beginning of a line only. */
    record Line(String text) implements ServerEvent {}

    /** A line of more than {@link ChatConnection#MAX_LINE_BYTES} bytes, which is left out. */
    record LineTooLong() implements ServerEvent {}
}
