/**
 * A transport without sockets or threads, in a world of its own: everything that happens there is an event of a
 * {@link dev.parley.transport.simulated.Simulation}, at a moment of virtual time that is drawn from a seed. The same seed
 * gives the same events, run after run.
 *
 * <p>Read {@link dev.parley.transport.simulated.Simulation} first (when things happen), then {@code Pipe} (what the network
 * does to bytes) and {@code SimulatedSession} (what a transport makes of them).
 */
@NullMarked
package dev.parley.transport.simulated;

import org.jspecify.annotations.NullMarked;
