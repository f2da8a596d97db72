package dev.parley.benchmarks.run;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts one server and one generator, and ends both. */
final class SingleRun {
    private final Cores cores;

    SingleRun(Cores cores) {
        this.cores = cores;
    }

    /** Never throws because of what the server does or does not do; that is a result. */
    LoadResult make(ServerUnderTest server, Scenario scenario, LoadPlan plan) throws IOException, InterruptedException {
        Path workDir = Files.createTempDirectory("parley-bench");
        try {
            return make(server, scenario, plan, workDir);
        } finally {
            MoreFiles.deleteRecursively(workDir, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private LoadResult make(ServerUnderTest server, Scenario scenario, LoadPlan plan, Path workDir)
            throws IOException, InterruptedException {
        // Both start at the same time, each on its own core.
        try (GeneratorProcess generator = GeneratorProcess.start(cores, workDir)) {
            ServerProcess process;
            try {
                process = ServerProcess.start(server, scenario, cores, workDir);
            } catch (IOException e) {
                return LoadResult.failed("it could not be started: " + e.getMessage());
            }
            try (process) {
                return generator.run(plan, process.target());
            }
        }
    }
}
