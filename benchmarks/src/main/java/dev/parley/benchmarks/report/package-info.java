/** Makes a page, a Markdown file and JSON of what a comparison has measured: {@link dev.parley.benchmarks.report.Report}. */
@NullMarked
package dev.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
