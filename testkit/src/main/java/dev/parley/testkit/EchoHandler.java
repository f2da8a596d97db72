package dev.parley.testkit;

import dev.parley.api.Session;

/** Sends every line back. */
final class EchoHandler extends RecordingHandler {
    EchoHandler(Session session) {
        super(session);
    }

    @Override
    protected void whenLine(String line) {
        session().send(line);
    }
}
