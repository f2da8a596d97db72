package dev.parley.testkit.scenario;

import dev.parley.api.Transport;
import dev.parley.testkit.Network;
import java.util.concurrent.Executor;

/** What a play is put into. */
interface World extends AutoCloseable {
    Transport transport();

    Network network();

    /** Where the witness hears. */
    Executor executor();

    /** Waits until it is certain whether an earlier visit came in. */
    void settle(Visit visit);

    /** Whether connections break by themselves. */
    boolean isStormy();

    /** The last things that happened, for messages; empty where nobody knows. */
    String lastEvents();

    @Override
    void close();
}
