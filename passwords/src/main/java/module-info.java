/** Passwords for a chat server: hashes that are slow by design, and a file of those who may come in. */
module dev.parley.passwords {
    requires transitive dev.parley.server;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.bouncycastle.provider;

    exports dev.parley.passwords;
}
