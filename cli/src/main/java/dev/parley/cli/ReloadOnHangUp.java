package dev.parley.cli;

import dev.parley.tls.ServerTls;
import java.io.IOException;
import org.jline.utils.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the certificates again when the process gets a HUP signal, as programs do that renew them. */
final class ReloadOnHangUp {
    private static final Logger log = LoggerFactory.getLogger(ReloadOnHangUp.class);

    private ReloadOnHangUp() {}

    /** From now on. Does nothing where there are no such signals. */
    static void of(ServerTls tls) {
        Signals.register("HUP", () -> reload(tls));
    }

    private static void reload(ServerTls tls) {
        try {
            tls.reload();
            log.info("Certificates are reloaded; they count for whoever connects from now on.");
        } catch (IOException e) {
            log.warn("Certificates are not reloaded, those in use stay: {}", e.getMessage());
        }
    }
}
