package dev.parley.wire;

/** The fixed words of the protocol, byte for byte those of the classic chat. All ASCII, none with a terminator. */
public final class Greeting {
    /** Sent on connect; the answer is the name. Never followed by a line end. */
    public static final String PROMPT = "Please enter your username: ";

    /** Sent when a guest has joined. A line end follows in the {@code standard} profile, none in {@code classic}. */
    public static final String WELCOME = "You are connected to chatroom.";

    /** What a notice of the server begins with; no line of a guest can, since those begin with {@code <}. */
    public static final String NOTICE = "* ";

    private Greeting() {}
}
