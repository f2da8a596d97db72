package dev.parley.api;

import java.time.Duration;
import java.util.List;

/**
 * Numbers of an endpoint since it was opened. They are read while it goes on, so they need not fit each other to the last one.
 * Bytes of a secured transport are those of the text, before it is enciphered and after it is deciphered.
 *
 * @param bytesRead from guests
 * @param bytesWritten to guests, as far as the kernel has taken them
 * @param writes how many calls to the kernel wrote them
 * @param bytesWaiting what guests still have to be sent now
 * @param cutOff how many sessions the stop has ended with something undelivered
 * @param loopsBusy how long each event loop was not asleep; empty for a transport without loops
 */
public record EndpointStats(
        long bytesRead, long bytesWritten, long writes, long bytesWaiting, int cutOff, List<Duration> loopsBusy) {

    public EndpointStats {
        loopsBusy = List.copyOf(loopsBusy);
    }
}
