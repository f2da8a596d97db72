package dev.parley.testkit;

/** What some rules can only be tested with, and not every network or transport has. */
public enum Ability {
    HALF_CLOSE("a peer can say that it sends no more, and still read"),
    RESET("a connection can break with an error, other than by a clean end"),
    HANDLERS_MAY_BLOCK("handlers are called on threads other than those of a test, and may wait for its next step");

    private final String sentence;

    Ability(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return name() + " (" + sentence + ")";
    }
}
