/**
 * What transports and servers are built on beside the wire: how a session's handler is called, and where time comes from.
 * Programs that only use them need none of it.
 */
@NullMarked
package dev.parley.spi;

import org.jspecify.annotations.NullMarked;
