package dev.parley.trials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program with many guests who talk and listen until somebody kills it. {@code ready} says that all are in the room. */
final class CallersProgram {
    static final String READY = "ready";

    private CallersProgram() {}

    /** Takes the server's port on the loopback interface, a prefix for the names, and how many guests there shall be. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            Caller caller = Caller.join(server, args[1] + "-" + i);
            all.add(CompletableFuture.runAsync(() -> talk(caller), Thread::startVirtualThread));
            all.add(CompletableFuture.runAsync(() -> listen(caller), Thread::startVirtualThread));
        }
        System.out.println(READY);
        all.forEach(CompletableFuture::join);
    }

    /** Until the server takes nothing more of him: then he waits, in the middle of a line. */
    private static void talk(Caller caller) {
        try {
            for (long i = 0; ; i++) {
                caller.says("number " + i);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void listen(Caller caller) {
        try {
            String line = caller.hears();
            while (line != null) {
                line = caller.hears();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
