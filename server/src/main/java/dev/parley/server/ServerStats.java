package dev.parley.server;

import dev.parley.api.CloseReason;
import java.util.Map;

/**
 * Numbers of a server, all since it was created but the first two. They are read while it goes on, so they need not fit each
 * other to the last one.
 *
 * @param rooms how many rooms there are now
 * @param members how many are in them now, programs included
 * @param lines what was said by guests and programs; notices do not count
 * @param deliveries for each line, how many others were in the room when the read that brought it was done. It is derived,
 *     not counted: who leaves, or falls behind, before a line is written to him is in it
 * @param closes how many sessions have ended, by the first reason; every reason is in it
 */
public record ServerStats(
        int rooms, long members, long lines, long deliveries, Map<Class<? extends CloseReason>, Long> closes) {}
