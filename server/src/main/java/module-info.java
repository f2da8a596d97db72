/** The chat server as a library: handshake, profiles, commands, on any transport. */
module dev.parley.server {
    requires transitive dev.parley.api;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.slf4j;

    exports dev.parley.server;
}
