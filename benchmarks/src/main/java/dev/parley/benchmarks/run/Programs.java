package dev.parley.benchmarks.run;

import com.google.common.base.Splitter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is installed on this machine. */
public final class Programs {
    private Programs() {}

    /** The first executable file of that name on the {@code PATH}; null if there is none. */
    public static @Nullable Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Splitter.on(File.pathSeparatorChar)
                .omitEmptyStrings()
                .splitToStream(path)
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }
}
