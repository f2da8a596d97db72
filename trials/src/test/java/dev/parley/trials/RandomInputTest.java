package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@link WireFuzz} says of random inputs. */
class RandomInputTest {
    @Property(tries = 300)
    void randomInputs(@ForAll("lines") List<List<byte[]>> lines, @ForAll("names") String name, @ForAll byte packets) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(packets);
        input.writeBytes(name.getBytes(UTF_8));
        for (List<byte[]> line : lines) {
            line.forEach(input::writeBytes);
            input.write('\n');
        }
        WireFuzz.fuzzerTestOneInput(input.toByteArray());
    }

    /** Short ones: where much is wrong with a line, one fault hides the other. */
    @Provide
    Arbitrary<List<List<byte[]>>> lines() {
        Arbitrary<byte[]> token = Arbitraries.oneOf(
                Arbitraries.of(Garbage.tokens()), Arbitraries.bytes().array(byte[].class).ofMaxSize(8));
        return token.list().ofMaxSize(3).list().ofMaxSize(12);
    }

    /** One that is fine, more often than not, since without a name nothing is relayed. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("eve\n", "ann\nEve\n", "\u00e9ve\n", "\u001B[31m\n", "");
    }
}
