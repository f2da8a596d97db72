package dev.parley.benchmarks.run;

import dev.parley.benchmarks.load.LoadPlan;

/**
 * What is asked of every server: a shape of rooms and a kind of load.
 *
 * @param name such as {@code broadcast}
 * @param variant its parameters in words
 * @param load what the generator does; where and to whom is filled in for each run
 */
public record Scenario(String name, String variant, LoadPlan load) {}
