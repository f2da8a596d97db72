package dev.parley.transport.simulated;

import java.nio.ByteBuffer;

/**
 * One direction of a connection: what the sender's kernel has taken is under way; in pieces, and after a while, it arrives in
 * the receiver's buffer, as long as there is room. Thread: whoever runs in the simulation.
 */
final class Pipe {
    private final Simulation simulation;
    private final SimulatedSocket sender;
    private final SimulatedSocket receiver;
    private final ByteQueue underWay;
    private final ByteQueue arrived;

    private boolean deliveryDue;
    private boolean ended;
    private boolean endArrived;

    Pipe(
            Simulation simulation,
            SimulatedSocket sender,
            int sendBufferBytes,
            SimulatedSocket receiver,
            int receiveBufferBytes) {
        this.simulation = simulation;
        this.sender = sender;
        this.receiver = receiver;
        underWay = new ByteQueue(sendBufferBytes);
        arrived = new ByteQueue(receiveBufferBytes);
    }

    /** Takes what fits, or a part of it, as kernels do. Returns how many bytes. */
    int take(ByteBuffer source) {
        int fitting = Math.min(source.remaining(), underWay.room());
        if (fitting == 0) {
            return 0;
        }
        int bytes = simulation.dice().piece(fitting);
        underWay.put(source, bytes);
        deliverSoon();
        return bytes;
    }

    /** Nothing comes after what was taken. */
    void end() {
        ended = true;
        deliverSoon();
    }

    boolean isEnded() {
        return ended;
    }

    /** Forgets what is under way: the connection has broken. */
    void drop() {
        underWay.clear();
    }

    /** How many bytes were read into {@code target}. */
    int read(ByteBuffer target) {
        int bytes = arrived.take(target);
        if (bytes > 0) {
            deliverSoon();
        }
        return bytes;
    }

    int unreadBytes() {
        return arrived.size();
    }

    boolean isReadToItsEnd() {
        return endArrived && arrived.size() == 0;
    }

    private void deliverSoon() {
        if (!deliveryDue && hasSomethingToDeliver()) {
            deliveryDue = true;
            simulation.agenda().add(simulation.dice().delayNanos() + simulation.dice().stallNanos(), this::deliver);
        }
    }

    private boolean hasSomethingToDeliver() {
        return underWay.size() > 0 ? arrived.room() > 0 || receiver.isClosed() : ended && !endArrived;
    }

    private void deliver() {
        deliveryDue = false;
        if (receiver.isClosed()) {
            if (underWay.size() > 0) {
                sender.breakOff("nobody is there any more");
            }
            return;
        }
        if (simulation.dice().breaks()) {
            sender.breakOff("the network broke");
            receiver.breakOff("the network broke");
            return;
        }
        deliverPiece();
        deliverSoon();
    }

    private void deliverPiece() {
        int possible = Math.min(underWay.size(), arrived.room());
        if (possible > 0) {
            int bytes = simulation.dice().piece(possible);
            underWay.moveTo(arrived, bytes);
            simulation.note(receiver + " has " + bytes + " bytes more");
            sender.changed();
        } else if (underWay.size() == 0 && ended) {
            endArrived = true;
            simulation.note(receiver + " has the end");
        }
        receiver.changed();
    }
}
