/** The chat client as a library: {@link dev.parley.client.ChatClient}. */
module dev.parley.client {
    requires static transitive org.jspecify;
    requires dev.parley.api;

    exports dev.parley.client;
}
