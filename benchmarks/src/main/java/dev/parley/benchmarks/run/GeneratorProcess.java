package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.load.Assignment;
import dev.parley.benchmarks.load.Generator;
import dev.parley.benchmarks.load.LoadPlan;
import dev.parley.benchmarks.load.LoadResult;
import dev.parley.benchmarks.load.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The generator in a JVM of its own, so that it does not share a core, a heap or a collector with anybody. Thread: one at a time. */
final class GeneratorProcess implements AutoCloseable {
    private static final ImmutableList<String> FLAGS = ImmutableList.of("-XX:+UseSerialGC");

    /** For joining, draining and the like, beside the times of the plan. */
    private static final int MARGIN_SECONDS = 150;

    private final Process process;
    private final Path output;
    private final Path errors;

    private GeneratorProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it; it then waits for a plan. */
    static GeneratorProcess start(Cores cores, Path workDir) throws IOException {
        List<String> command = cores.forGenerator(Jvm.command(FLAGS, Generator.class.getName(), List.of()));
        Path output = workDir.resolve("generator.out");
        Path errors = workDir.resolve("generator.err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new GeneratorProcess(process, output, errors);
    }

    /** Carries out the plan, the only one; a generator that fails is a failed result. */
    LoadResult run(LoadPlan plan, Target target) throws IOException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(JsonMapper.shared().writeValueAsBytes(new Assignment(plan, target)));
        }
        long seconds = (long) (plan.warmUpSeconds() + 2 * plan.seconds()) + MARGIN_SECONDS;
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            return LoadResult.failed("the run was not over after " + seconds + " s");
        }
        return process.exitValue() == 0
                ? JsonMapper.shared().readValue(output.toFile(), LoadResult.class)
                : LoadResult.failed("the generator failed: " + ServerProcess.lastLine(errors));
    }

    /** At once. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
