/**
 * Non-blocking sockets on selectors: a few event loops, each with its own thread, serve all sessions.
 *
 * <p>Read {@link dev.parley.transport.nio.EventLoop} first (when things happen), then
 * {@link dev.parley.transport.nio.NioSession} (what happens to one connection).
 */
@NullMarked
package dev.parley.transport.nio;

import org.jspecify.annotations.NullMarked;
