package dev.parley.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Bytes;
import dev.parley.server.ProxyHeader.Progress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Headers of the PROXY protocol, good and bad, however they are cut. */
class ProxyHeaderTest {
    private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1);
    private static final byte[] REST = "ann\nhi\n".getBytes(UTF_8);

    /** A header, a character for each byte, and whom it is about. */
    record Sample(String text, @Nullable InetSocketAddress source) {
        static Sample of(byte[] header, @Nullable InetSocketAddress source) {
            return new Sample(new String(header, ISO_8859_1), source);
        }

        byte[] header() {
            return text.getBytes(ISO_8859_1);
        }
    }

    @Property
    void everyGoodHeaderIsUnderstood_whereverItIsCut(
            @ForAll("samples") Sample sample, @ForAll List<@IntRange(min = 1, max = 40) Integer> cuts) {
        ProxyHeader header = new ProxyHeader();
        ByteBuffer all = ByteBuffer.wrap(Bytes.concat(sample.header(), REST));
        Progress progress = new Progress.More();
        for (int i = 0; progress instanceof Progress.More; i++) {
            assertThat(all.position()).isLessThan(sample.text.length());
            int cut = cuts.isEmpty() ? 1 : cuts.get(i % cuts.size());
            all.limit(Math.min(all.capacity(), all.position() + cut));
            progress = header.take(all);
        }
        assertThat(progress).isEqualTo(new Progress.Done(sample.source));
        assertThat(all.position()).as("what belongs to the header").isEqualTo(sample.text.length());
    }

    @Property
    void aHeaderThatIsNotAllThereWaitsForMore(@ForAll("samples") Sample sample, @ForAll @IntRange(max = 2000) int length) {
        byte[] begun = Arrays.copyOf(sample.header(), Math.min(length, sample.text.length() - 1));
        assertThat(new ProxyHeader().take(ByteBuffer.wrap(begun))).isInstanceOf(Progress.More.class);
    }

    /** Whatever comes, it ends, within its bounds, and never with a surprise. */
    @Property(tries = 2000)
    void garbageIsRefusedOrWaitsWithinItsBounds(@ForAll("garbage") byte[] garbage) {
        ByteBuffer in = ByteBuffer.wrap(garbage);
        Progress progress = new ProxyHeader().take(in);
        if (progress instanceof Progress.More) {
            assertThat(garbage.length).isLessThan(ProxyHeader.MAX_BYTES);
        } else {
            assertThat(in.position()).isLessThanOrEqualTo(ProxyHeader.MAX_BYTES);
        }
    }

    @Property
    void oneByteThatIsOtherInVersion1NeverMakesAnotherAddressOfAnInvalidOne(
            @ForAll("version1") Sample sample, @ForAll @IntRange(max = 106) int at, @ForAll byte other) {
        byte[] changed = sample.header().clone();
        changed[at % changed.length] = other;
        Progress progress = new ProxyHeader().take(ByteBuffer.wrap(Bytes.concat(changed, REST)));
        if (progress instanceof Progress.Done(InetSocketAddress source) && source != null) {
            String line = new String(changed, ISO_8859_1);
            assertThat(line).startsWith("PROXY TCP").contains(" " + source.getPort() + " ");
        }
    }

    @Example
    void badVersion1() {
        assertBad("ann\n", "it begins like no PROXY header");
        assertBad("PROXX TCP4", "it begins like no PROXY header");
        assertBad("proxy TCP4", "it begins like no PROXY header");
        assertBad("PROXY TCP4 192.0.2.7 192.0.2.1 1 2\n", "it has an LF without CR");
        assertBad("PROXY TCP4 192.0.2.7 192.0.2.1 1\r\n", "its line has not six words");
        assertBad("PROXY TCP4 192.0.2.7  192.0.2.1 1 2\r\n", "its line has not six words");
        assertBad("PROXY " + "x".repeat(101), "its line has no end within 107 bytes");
        for (String wrong : List.of(
                "TCP4 ::1 192.0.2.1 1 2",
                "TCP6 192.0.2.7 ::1 1 2",
                "TCP4 192.0.2.7 localhost 1 2",
                "TCP4 192.0.2 192.0.2.1 1 2",
                "TCP4 192.0.2.7 192.0.2.1 1 65536",
                "TCP4 192.0.2.7 192.0.2.1 -1 2",
                "TCP4 192.0.2.7 192.0.2.1 01 2",
                "TCP6 fe80::1%lo ::1 1 2",
                "UDP4 192.0.2.7 192.0.2.1 1 2")) {
            assertBad("PROXY " + wrong + "\r\n", "its line has no two addresses of TCP4 or TCP6, or no two ports");
        }
    }

    @Example
    void badVersion2() {
        assertBad(version2(0x11, 0x11, new byte[12]), "its version or command is unknown");
        assertBad(version2(0x22, 0x11, new byte[12]), "its version or command is unknown");
        assertBad(version2(0x21, 0x12, new byte[12]), "it is about something else than TCP");
        assertBad(version2(0x21, 0x11, new byte[11]), "it is too short for its addresses");
        assertBad(version2(0x21, 0x21, new byte[35]), "it is too short for its addresses");
        assertBad(version2(0x21, 0x11, new byte[13]), "what follows its addresses is cut off");
        assertBad(version2(0x21, 0x11, Bytes.concat(new byte[12], new byte[] {4, 0, 2, 0})), "what follows its addresses is cut off");
        assertBad(version2(0x21, 0x11, Bytes.concat(new byte[12], new byte[] {3, 0, 4, 1, 2, 3, 4})), "its checksum is wrong");
        assertBad(version2(0x21, 0x11, new byte[2049]), "it has more than 2048 bytes");
        assertBad("\r\n\r\nann", "it begins like no PROXY header");
    }

    /** The bytes that HAProxy sends for {@code 127.0.0.1:56324 -> 127.0.0.1:443}, as its documentation has them. */
    @Example
    void knownBytes() {
        byte[] header = Bytes.concat(SIGNATURE, new byte[] {0x21, 0x11, 0, 12, 127, 0, 0, 1, 127, 0, 0, 1, (byte) 0xDC, 4, 1, (byte) 0xBB});
        assertThat(new ProxyHeader().take(ByteBuffer.wrap(header)))
                .isEqualTo(new Progress.Done(new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 56324)));
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.oneOf(version1(), unknown(), version2());
    }

    @Provide
    Arbitrary<Sample> version1() {
        return Combinators.combine(Arbitraries.of(true, false), bytes(16), Arbitraries.integers().between(0, 0xFFFF))
                .as((isIpv4, bytes, port) -> {
                    InetAddress address = address(bytes, isIpv4);
                    String text = InetAddresses.toAddrString(address);
                    String family = text.contains(":") ? "TCP6" : "TCP4";
                    String line = "PROXY " + family + " " + text + " " + text + " " + port + " 12000\r\n";
                    return new Sample(line, new InetSocketAddress(address, port));
                });
    }

    private Arbitrary<Sample> unknown() {
        return Arbitraries.of("PROXY UNKNOWN\r\n", "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "PROXY UNKNOWN what ever\r\n")
                .map(line -> new Sample(line, null));
    }

    private Arbitrary<Sample> version2() {
        Arbitrary<Sample> guests = Combinators.combine(
                        Arbitraries.of(true, false), bytes(32), Arbitraries.integers().between(0, 0xFFFF), entry(), Arbitraries.of(true, false))
                .as((isIpv4, bytes, port, entry, checked) -> {
                    byte[] variable = ByteBuffer.allocate(isIpv4 ? 12 : 36)
                            .put(bytes, 0, isIpv4 ? 8 : 32)
                            .putShort((short) (int) port)
                            .array();
                    byte[] header = version2(0x21, isIpv4 ? 0x11 : 0x21, Bytes.concat(variable, entry, checked ? new byte[] {3, 0, 4, 0, 0, 0, 0} : new byte[0]));
                    return Sample.of(checked ? checksummed(header) : header, new InetSocketAddress(address(bytes, isIpv4), port));
                });
        Arbitrary<Sample> nobody = Combinators.combine(Arbitraries.of(0x2011, 0x2000, 0x2100, 0x2131), bytes(216))
                .as((kind, bytes) -> Sample.of(version2(kind >> 8, kind & 0xFF, bytes), null));
        return Arbitraries.oneOf(guests, nobody);
    }

    @Provide
    Arbitrary<byte[]> garbage() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(3000);
        Arbitrary<byte[]> begins = Arbitraries.of(
                "PROXY ".getBytes(ISO_8859_1),
                "PROXY TCP4 ".getBytes(ISO_8859_1),
                SIGNATURE,
                Bytes.concat(SIGNATURE, new byte[] {0x21, 0x11}),
                Bytes.concat(SIGNATURE, new byte[] {0x21, 0x21, 0, 40}));
        return Arbitraries.oneOf(any, Combinators.combine(begins, any).as((first, then) -> Bytes.concat(first, then)));
    }

    /** One of what a balancer may add. */
    private static Arbitrary<byte[]> entry() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(value -> value.length == 0
                ? value
                : ByteBuffer.allocate(3 + value.length).put((byte) 0xEA).putShort((short) value.length).put(value).array());
    }

    private static Arbitrary<byte[]> bytes(int count) {
        return Arbitraries.bytes().array(byte[].class).ofSize(count);
    }

    private static InetAddress address(byte[] bytes, boolean isIpv4) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(bytes, isIpv4 ? 4 : 16));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] version2(int versionAndCommand, int family, byte[] variable) {
        return ByteBuffer.allocate(16 + variable.length)
                .put(SIGNATURE)
                .put((byte) versionAndCommand)
                .put((byte) family)
                .putShort((short) variable.length)
                .put(variable)
                .array();
    }

    private static byte[] checksummed(byte[] header) {
        CRC32C checksum = new CRC32C();
        checksum.update(header);
        ByteBuffer.wrap(header).putInt(header.length - 4, (int) checksum.getValue());
        return header;
    }

    private static void assertBad(String header, String why) {
        assertBad(header.getBytes(ISO_8859_1), why);
    }

    private static void assertBad(byte[] header, String why) {
        assertThat(new ProxyHeader().take(ByteBuffer.wrap(header))).isEqualTo(new Progress.Bad(why));
    }
}
