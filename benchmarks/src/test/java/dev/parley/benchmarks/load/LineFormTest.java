package dev.parley.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class LineFormTest {
    private static final String ROOM = "r0017";
    private static final String NAME = "r0017-00002";
    private static final long TIME = 0x0123_4567_89AB_CDEFL;

    private final Dialect dialect = new ParleyDialect();
    private final LineForm form = new LineForm(dialect, ROOM, NAME, 77);

    @Test
    void aLineOverParleysWire_arrivesAs64Bytes() {
        assertThat(form.deliveredBytes()).isEqualTo(64);
        assertThat(form.saidBytes()).isEqualTo(64 - "<r0017-00002> ".length());
    }

    @Test
    void whatIsSaid_canBeReadFromWhatArrives() {
        ByteBuffer said = ByteBuffer.allocate(form.saidBytes());
        form.say(12_345, TIME, said);
        ByteBuffer arrived = ByteBuffer.wrap(dialect.delivered(NAME, ROOM, new String(said.array(), 0, said.position() - 1, US_ASCII)));
        assertThat(LineForm.speaker(arrived, form.deliveredTextAt())).isEqualTo(77);
        assertThat(LineForm.number(arrived, form.deliveredTextAt())).isEqualTo(12_345);
        assertThat(LineForm.time(arrived, form.deliveredTextAt())).isEqualTo(TIME);
        assertThat(form.isDeliveredAs(arrived, 12_345, TIME)).isTrue();
    }

    @Test
    void everyByteCounts() {
        byte[] line = dialect.delivered(NAME, ROOM, "0000004d 00000001 0000000000000000 abcdefghijklmn");
        assertThat(form.isDeliveredAs(ByteBuffer.wrap(line), 1, 0)).isTrue();
        for (int i = 0; i < line.length; i++) {
            line[i] ^= 1;
            assertThat(form.isDeliveredAs(ByteBuffer.wrap(line), 1, 0)).as("byte " + i).isFalse();
            line[i] ^= 1;
        }
    }
}
