package dev.parley.cli;

import dev.parley.server.ChatEvent;
import dev.parley.server.ChatListener;
import dev.parley.server.EventQueue;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where the events of the server program go: to the lines that it prints, and as JSON to whatever was named for that. */
final class EventOutputs implements AutoCloseable {
    private static final String STANDARD_ERROR = "-";

    /** Somebody who reads slowly costs this many events of memory, some megabytes, and later ones are lost. */
    private static final int MAX_EVENTS_WAITING = 64 * 1024;

    private final Console console;
    private @Nullable EventQueue json;
    private volatile @Nullable BansFile bans;

    EventOutputs(Console console) {
        this.console = console;
    }

    /**
     * Writes JSON lines, too: to the end of that file, or to standard error if it is called {@code -}. The file is opened anew
     * at each reload.
     *
     * @throws IOException if it cannot be opened
     */
    void openJson(String file, Reloads reloads) throws IOException {
        boolean toStandardError = file.equals(STANDARD_ERROR);
        EventLog log = new EventLog(() -> toStandardError
                ? Channels.newChannel(new FileOutputStream(FileDescriptor.err))
                : FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        if (!toStandardError) {
            reloads.add(_ -> log.reopen());
        }
        json = new EventQueue(MAX_EVENTS_WAITING, log);
    }

    ChatListener listener() {
        ChatListener lines = this::told;
        return json == null ? lines : lines.and(json);
    }

    /** Waits for the last ones, but not for ever. */
    @Override
    public void close() {
        if (json != null) {
            json.close();
        }
        BansFile bans = this.bans;
        if (bans != null) {
            bans.close();
        }
        console.close();
    }

    /** From now on bans are kept there. */
    void keepBans(@Nullable BansFile bans) {
        this.bans = bans;
    }

    private void told(ChatEvent event) {
        printConnection(event);
        BansFile bans = this.bans;
        if (bans != null) {
            bans.happened(event);
        }
    }

    /** What the classic server printed. */
    private void printConnection(ChatEvent event) {
        switch (event) {
            case ChatEvent.Joined joined -> console.println(joined.name() + " connected");
            case ChatEvent.Left left -> console.println(left.name() + " disconnected");
            case ChatEvent.FellBehind _,
                    ChatEvent.Lags _,
                    ChatEvent.Skipped _,
                    ChatEvent.LimitHit _,
                    ChatEvent.Refused _,
                    ChatEvent.ByOperator _,
                    ChatEvent.Lost _ -> {}
        }
    }
}
