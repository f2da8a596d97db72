package dev.parley.benchmarks.yardstick;

import com.google.common.io.Resources;
import dev.parley.benchmarks.run.Programs;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Builds the server in C, {@code floor.c}, with the C compiler of this machine. */
final class Floor {
    private Floor() {}

    /** One sentence on what is missing for that; null if nothing is. */
    static @Nullable String missing() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "The floor is built on epoll, which only Linux has.";
        }
        return Programs.find("cc") == null ? "There is no C compiler (cc) to build the floor with." : null;
    }

    /**
     * Builds it, in the same way each time.
     *
     * @param folder where the program goes
     * @throws IOException if the compiler does not take it
     */
    static Path build(Path folder) throws IOException {
        Path source = folder.resolve("floor.c");
        Path program = folder.resolve("floor");
        Files.write(source, Resources.toByteArray(Resources.getResource(Floor.class, "floor.c")));
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (!Files.isExecutable(program)) {
            throw new IOException("the C compiler did not take floor.c: " + said);
        }
        return program;
    }
}
