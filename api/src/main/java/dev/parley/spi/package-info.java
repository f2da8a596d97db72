/**
 * What transports and servers are built on beside the wire: how a session's handler is called, where time comes from, and how
 * to get over a shortage. Programs that only use them need none of it.
 */
@NullMarked
package dev.parley.spi;

import org.jspecify.annotations.NullMarked;
