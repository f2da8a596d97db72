package dev.parley.cli;

import dev.parley.server.Moderation;
import dev.parley.wire.Greeting;
import dev.parley.wire.LineCutter;
import dev.parley.wire.LineText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever runs the server is an operator: lines from its standard input are commands, and the answers are printed like notices. At the end
 * of input the server goes on. Thread: a daemon of its own, since nothing can stop one that reads an input.
 */
final class OperatorConsole {
    private static final Logger log = LoggerFactory.getLogger(OperatorConsole.class);
    private static final String BY = "console";
    private static final int MAX_LINE_BYTES = 4096;

    private final Moderation moderation;
    private final Console console;
    private final LineCutter cutter = new LineCutter(MAX_LINE_BYTES);
    private final LineCutter.Sink lines = new LineCutter.Sink() {
        @Override
        public void line(ByteBuffer line) {
            obey(LineText.decode(line));
        }

        @Override
        public void tooLong() {
            answer("That line has more than " + MAX_LINE_BYTES + " bytes.");
        }
    };

    private OperatorConsole(Moderation moderation, Console console) {
        this.moderation = moderation;
        this.console = console;
    }

    static void start(Moderation moderation, Console console, InputStream in) {
        OperatorConsole operator = new OperatorConsole(moderation, console);
        Thread.ofPlatform().daemon().name("parley-operator").start(() -> operator.read(in));
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[MAX_LINE_BYTES];
        try {
            for (int bytes = in.read(buffer); bytes >= 0; bytes = in.read(buffer)) {
                cutter.cut(ByteBuffer.wrap(buffer, 0, bytes), lines);
            }
        } catch (IOException e) {
            log.warn("No more commands can be read: {}", e.getMessage());
        }
    }

    private void obey(String line) {
        if (!line.isBlank()) {
            moderation.obey(line, BY).forEach(this::answer);
        }
    }

    private void answer(String text) {
        console.println(Greeting.NOTICE + text);
    }
}
