/** Transport on blocking sockets, in two flavours: virtual and platform threads. */
module dev.parley.transport.blocking {
    requires transitive dev.parley.api;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.slf4j;

    exports dev.parley.transport.blocking;

    provides dev.parley.api.Transport with
            dev.parley.transport.blocking.VirtualTransport,
            dev.parley.transport.blocking.PlatformTransport;
}
