package dev.parley.cli;

import com.google.common.base.Splitter;
import dev.parley.server.Ban;
import dev.parley.server.ChatEvent;
import dev.parley.server.ChatListener;
import dev.parley.server.EventQueue;
import dev.parley.server.Moderation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server's bans in a file, so that they outlive it: a line each, with target, end, who said so and why, and a TAB between them. Each
 * change writes all of it anew beside the old one, and then puts it in its place. Thread: any; it writes on one of its own.
 */
final class BansFile implements ChatListener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BansFile.class);
    private static final Splitter FIELDS = Splitter.on('\t').limit(4);
    private static final String FOR_EVER = "-";

    /** One that waits is as good as many: all bans are written each time. */
    private static final int MAX_CHANGES_WAITING = 16;

    private final Path file;
    private final Moderation moderation;
    private final EventQueue changes = new EventQueue(MAX_CHANGES_WAITING, _ -> save());

    private BansFile(Path file, Moderation moderation) {
        this.file = file;
        this.moderation = moderation;
    }

    /**
     * Brings back the bans in it, if there is such a file.
     *
     * @throws IOException as {@link #check} does
     */
    static BansFile open(Path file, Moderation moderation) throws IOException {
        read(file).forEach(moderation::restore);
        return new BansFile(file, moderation);
    }

    /**
     * Only looks whether it could be opened.
     *
     * @throws IOException if it cannot be read, or something in it is wrong: one line for people, with the number of the line
     */
    static void check(Path file) throws IOException {
        read(file);
    }

    @Override
    public void happened(ChatEvent event) {
        if (event instanceof ChatEvent.Banned || event instanceof ChatEvent.Unbanned) {
            changes.happened(event);
        }
    }

    /** Waits for the last change, but not for ever. */
    @Override
    public void close() {
        changes.close();
    }

    private void save() {
        List<String> lines = moderation.bans().stream().map(BansFile::line).toList();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(beside, lines);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.error("The bans are not kept: {}", e.toString());
        }
    }

    private static String line(Ban ban) {
        Instant until = ban.until();
        return String.join("\t", ban.target(), until == null ? FOR_EVER : until.toString(), ban.by(), ban.reason());
    }

    private static List<Ban> read(Path file) throws IOException {
        List<Ban> bans = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return bans;
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        for (String line : lines) {
            bans.add(ban(line, file + ":" + (bans.size() + 1)));
        }
        return bans;
    }

    private static Ban ban(String line, String place) throws IOException {
        List<String> fields = FIELDS.splitToList(line);
        if (fields.size() < 4) {
            throw new IOException(place + ": a line has four fields, with a TAB between them");
        }
        try {
            Instant until = fields.get(1).equals(FOR_EVER) ? null : Instant.parse(fields.get(1));
            return Ban.checked(fields.get(0), until, fields.get(2), fields.get(3));
        } catch (DateTimeException e) {
            throw new IOException(place + ": the second field is no time, such as 2026-01-02T12:00:00Z, and not -", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
