/** Transport on NIO selectors, with one or more event loops. */
module dev.parley.transport.nio {
    requires transitive dev.parley.api;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.slf4j;

    exports dev.parley.transport.nio;

    provides dev.parley.api.Transport with
            dev.parley.transport.nio.NioTransport;
}
