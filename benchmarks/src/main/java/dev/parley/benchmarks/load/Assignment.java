package dev.parley.benchmarks.load;

/** What the generator's process is given on its standard input, as JSON. */
public record Assignment(LoadPlan plan, Target target) {}
