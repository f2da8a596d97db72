package dev.parley.benchmarks.load;

import java.nio.ByteBuffer;

/** What is done with the bytes that a member receives. Thread: the generator's. */
@FunctionalInterface
interface Ear {
    /** For those of whom it is only asked that they read. */
    Ear DEAF = (member, in) -> in.position(in.limit());

    /** Takes what it can; what it leaves, the beginning of a message, is there again when more has arrived. */
    void hear(Member member, ByteBuffer in);
}
