package dev.parley.testkit;

import dev.parley.api.CloseReason;
import dev.parley.api.Session;
import dev.parley.wire.Transcript;

/** Follows a transcript for as long as it lives. */
final class Follower extends RecordingHandler {
    private final Transcript transcript;

    Follower(Session session, Transcript transcript) {
        super(session);
        this.transcript = transcript;
    }

    @Override
    protected void whenOpened() {
        transcript.follow(session().outbox());
    }

    @Override
    protected void whenClosed(CloseReason reason) {
        transcript.unfollow(session().outbox());
    }
}
