/**
 * What Parley is made of: the contracts of rooms, sessions and transports ({@link dev.parley.api}), the raw text protocol as
 * building blocks that every transport stands on ({@link dev.parley.wire}), and what transports share beside it
 * ({@link dev.parley.spi}).
 */
module dev.parley.api {
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.slf4j;

    exports dev.parley.api;
    exports dev.parley.spi;
    exports dev.parley.wire;
}
