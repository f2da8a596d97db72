/** What transports share beside the wire: how a session's handler is called. Programs that only use transports need none of it. */
@NullMarked
package dev.parley.spi;

import org.jspecify.annotations.NullMarked;
