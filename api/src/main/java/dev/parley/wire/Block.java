package dev.parley.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Direct memory that one segment after another uses, with the views that its readers gave back. */
final class Block {
    /** Written by the room that appends; its position is where the next line goes. */
    final ByteBuffer memory;

    /** Kept with the memory, so that in the long run no reader has to make one. Guarded by this. */
    private final ArrayDeque<ByteBuffer> spareViews = new ArrayDeque<>(1);

    Block(int bytes) {
        memory = ByteBuffer.allocateDirect(bytes);
    }

    synchronized ByteBuffer borrowView() {
        ByteBuffer spare = spareViews.pollLast();
        return spare == null ? memory.duplicate() : spare;
    }

    synchronized void giveBack(ByteBuffer view) {
        spareViews.addLast(view);
    }
}
