package dev.parley.benchmarks.result;

/** What can be measured in a run. */
public enum Figure {
    DELIVERIES_PER_SECOND("deliveries", "1/s", true),
    CPU_PER_DELIVERY("server CPU per delivery", "ns", false),
    BYTES_PER_WRITE("mean bytes per write", "B", true),
    LATENCY_P50("latency, median", "µs", false),
    LATENCY_P99("latency, 99th percentile", "µs", false),
    LATENCY_P999("latency, 99.9th percentile", "µs", false),
    LATENCY_MAX("latency, longest", "µs", false),
    RESIDENT_PER_SESSION("resident memory per session", "B", false),
    HEAP_PER_SESSION("live heap per session", "B", false),
    ALLOCATION_PER_DELIVERY("allocated per delivery", "B", false),
    CONNECTS_PER_SECOND("connects", "1/s", true),
    GENERATOR_LOAD("load of the generator's core", "%", false),
    GENERATOR_LAG_MAX("longest lag of the generator", "µs", false),
    LEFT_OUT("deliveries during which the generator could not run", "%", false);

    private final String title;
    private final String unit;
    private final boolean moreIsBetter;

    Figure(String title, String unit, boolean moreIsBetter) {
        this.title = title;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
