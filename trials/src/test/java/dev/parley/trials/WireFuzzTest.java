package dev.parley.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The inputs that a fuzzer has found worth keeping, and random ones; {@code .ci/trials} lets the fuzzer look for more. */
class WireFuzzTest {
    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

    @TestFactory
    Stream<DynamicTest> inputsOfTheCorpus() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(CORPUS)) {
            files = found.sorted().toList();
        }
        if (files.isEmpty()) {
            throw new AssertionError("there is nothing in " + CORPUS);
        }
        return files.stream()
                .map(file -> dynamicTest(
                        String.valueOf(file.getFileName()), () -> WireFuzz.fuzzerTestOneInput(Files.readAllBytes(file))));
    }

    @Property(tries = 300)
    void randomInputs(@ForAll("inputs") List<byte[]> tokens, @ForAll byte packets) {
        int length = tokens.stream().mapToInt(token -> token.length).sum();
        ByteBuffer input = ByteBuffer.allocate(1 + length).put(packets);
        tokens.forEach(input::put);
        WireFuzz.fuzzerTestOneInput(input.array());
    }

    /** A name first, more often than not, since without one nothing is relayed. */
    @Provide
    Arbitrary<List<byte[]>> inputs() {
        Arbitrary<byte[]> token = Arbitraries.oneOf(
                Arbitraries.of(Garbage.tokens()), Arbitraries.bytes().array(byte[].class).ofMaxSize(8));
        return Arbitraries.of("eve\n", "\u001B[31m\n", "", "ann\nEve\n")
                .flatMap(name -> token.list().ofMaxSize(30).map(tokens -> {
                    List<byte[]> input = new ArrayList<>(tokens);
                    input.addFirst(name.getBytes(UTF_8));
                    return input;
                }));
    }
}
