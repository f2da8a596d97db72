package dev.parley.cli;

import dev.parley.client.ServerEvent;

/** Shows what arrives. Thread: the one that receives. */
interface Screen {
    /** Returns when the event is where people can see it. Fails by ending the conversation, never by exception. */
    void show(ServerEvent event);
}
