package dev.parley.benchmarks.report;

import dev.parley.benchmarks.result.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The three files that tell of a comparison. The same comparison gives the same bytes. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code results.json}, {@code index.html} and {@code results.md} into a folder, which is made where it is
     * missing; files that are there are replaced. The page needs nothing but itself: no other file, no network.
     *
     * @throws IOException if a file cannot be written; those before it stay
     */
    public static void write(Comparison comparison, Path dir) throws IOException {
        Files.createDirectories(dir);
        String json = ResultsJson.write(comparison);
        Summary summary = Summary.of(comparison);
        Files.writeString(dir.resolve("results.json"), json);
        Files.writeString(dir.resolve("index.html"), Page.of(summary, json));
        Files.writeString(dir.resolve("results.md"), Markdown.of(summary));
    }

    /**
     * Reads what {@link #write} wrote as {@code results.json}, so that a report can be made again.
     *
     * @throws IOException if the file cannot be read
     * @throws tools.jackson.core.JacksonException if there is something else in it
     */
    public static Comparison read(Path json) throws IOException {
        return ResultsJson.read(Files.readString(json));
    }
}
