/** The programs: {@code parley server} and {@code parley client}. */
module dev.parley.cli {
    requires static org.jspecify;
    requires dev.parley.api;
    requires dev.parley.client;
    requires info.picocli;
    requires org.jline.reader;
    requires org.jline.terminal;

    opens dev.parley.cli to
            info.picocli;
}
