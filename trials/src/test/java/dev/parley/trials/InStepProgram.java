package dev.parley.trials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@link InStep} as a program: it says {@code ready}, talks for a while, and prints how many lines have arrived. */
final class InStepProgram {
    private InStepProgram() {}

    /** Takes the server's port on the loopback interface, and for how many seconds to talk. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        try (InStep pair = new InStep(server)) {
            System.out.println(CallersProgram.READY);
            long end = System.nanoTime() + Long.parseLong(args[1]) * 1_000_000_000L;
            System.out.println(pair.talkWhile(() -> System.nanoTime() - end < 0));
        }
    }
}
