/** What a comparison has measured: written as JSON, read by the report. */
@NullMarked
package dev.parley.benchmarks.result;

import org.jspecify.annotations.NullMarked;
