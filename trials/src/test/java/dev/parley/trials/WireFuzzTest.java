package dev.parley.trials;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The inputs that a fuzzer has found worth keeping; {@code .ci/trials} lets it look for more. */
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
}
