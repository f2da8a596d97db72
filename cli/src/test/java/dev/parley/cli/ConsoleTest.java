package dev.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What comes first on standard output. */
class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console(out);

    @Test
    void whoCameBeforeItWasKnownWhere_isToldOfAfterTheFirstLine_inOrder() {
        console.println("ahmet connected");
        console.println("zoë connected");
        console.open("listening");
        console.println("bob connected");
        console.close();
        assertThat(out.toString(UTF_8).lines()).containsExactly("listening", "ahmet connected", "zoë connected", "bob connected");
    }

    @Test
    void ifItIsNeverOpened_nothingIsPrinted() {
        console.println("ahmet connected");
        console.close();
        assertThat(out.size()).isZero();
    }
}
