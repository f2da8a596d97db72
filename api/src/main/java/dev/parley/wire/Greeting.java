package dev.parley.wire;

/** The fixed words of the protocol, byte for byte those of the classic chat. All ASCII, none with a terminator. */
public final class Greeting {
    /** Sent on connect; the answer is the name. Never followed by a line end. */
    public static final String PROMPT = "Please enter your username: ";

    /**
     * Sent by servers that know their guests, when a name needs a password; the answer is that. Never followed by a line end. The
     * classic chat knew nothing like it.
     */
    public static final String PASSWORD_PROMPT = "Please enter your password: ";

    /** Sent when a guest has joined. A line end follows in the {@code standard} profile, none in {@code classic}. */
    public static final String WELCOME = "You are connected to chatroom.";

    /** What a notice of the server begins with; no line of a guest can, since those begin with {@code <}. */
    public static final String NOTICE = "* ";

    private Greeting() {}
}
