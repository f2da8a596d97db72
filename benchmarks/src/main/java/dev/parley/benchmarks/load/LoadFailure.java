package dev.parley.benchmarks.load;

/** The server did not do its job; the message is one sentence for the report. */
final class LoadFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoadFailure(String why) {
        super(why);
    }
}
