/** The runner: scenarios, contestants, their processes, and the rounds in which they are measured. */
@NullMarked
package dev.parley.benchmarks.run;

import org.jspecify.annotations.NullMarked;
