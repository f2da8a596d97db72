/**
 * Blocking sockets: a thread waits for what each guest says, and another one writes to him whenever there is something.
 *
 * <p>The two flavours, virtual and platform threads, differ in nothing but where threads come from. Read
 * {@link dev.parley.transport.blocking.BlockingSession} first.
 */
@NullMarked
package dev.parley.transport.blocking;

import org.jspecify.annotations.NullMarked;
