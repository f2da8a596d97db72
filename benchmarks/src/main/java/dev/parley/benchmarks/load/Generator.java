package dev.parley.benchmarks.load;

import java.io.IOException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The generator's process: an {@link Assignment} on standard input, a {@link LoadResult} on standard output, both JSON. */
public final class Generator {
    private Generator() {}

    public static void main(String[] args) throws IOException {
        JsonMapper json = JsonMapper.shared();
        // Made ready before there is anything to read: the server is starting meanwhile.
        ObjectReader reader = json.readerFor(Assignment.class);
        Assignment assignment = reader.readValue(System.in);
        LoadResult result = Load.run(assignment.plan(), assignment.target());
        System.out.println(json.writeValueAsString(result));
    }
}
