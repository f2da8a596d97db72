/** What the wire's building blocks cost by themselves, measured by JMH: {@code java -jar benchmarks/target/benchmarks.jar -prof gc}. */
@NullMarked
package dev.parley.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
