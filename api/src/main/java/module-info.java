/**
 * What Parley is made of: the contracts of rooms, sessions and transports ({@link dev.parley.api}), and the raw text
 * protocol as building blocks that every transport stands on ({@link dev.parley.wire}).
 */
module dev.parley.api {
    requires static transitive org.jspecify;
    requires com.google.common;

    exports dev.parley.api;
    exports dev.parley.wire;
}
