package dev.parley.testkit;

/** The rules of a transport, and of a room on it, in one sentence each. */
public enum Rule {
    T01("opened comes first, closed last, each exactly once"),
    T02("calls for one session never overlap"),
    T03("lines arrive whole and in order however the packets are cut"),
    T04("closed carries the first reason given"),
    T05("sending never blocks"),
    T06("a thread's lines keep their order, and lines never mix"),
    T07("an over-long line hurts only its session"),
    T08("a slow peer delays nobody"),
    T09("a handler that throws loses only its session"),
    T10("a peer that half-closes still gets all that was sent to it"),
    T11("send and close never call the handler on the caller's stack"),
    T12("stop frees the port, ends all sessions within the grace, and says whether it had to force"),
    T13("port 0 becomes a real port, and a failed open leaves nothing behind"),
    T14("after stop no thread or socket of the endpoint is left"),
    T15("what was sent before a close arrives before it"),
    T16("hostile peers leave nothing behind and disturb nobody"),

    R01("every member gets every other member's line exactly once, between his join and his leave"),
    R02("all members agree on one order of lines"),
    R03("one sender's lines keep their order"),
    R04("nobody gets his own lines"),
    R05("nothing arrives before the welcome"),
    R06("a line arrives byte for byte, or not at all"),
    R07("who leaves, in whatever way, frees his place and his name, and the others go on"),
    R08("a slow member delays nobody, and the others still get everything"),
    R09("who comes or goes makes nobody else miss a line, get it twice, or wait"),
    R10("guests of several endpoints in one room hear each other");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return name() + " (" + sentence + ")";
    }
}
