/** The load generator: a process of its own, which holds all sockets, says lines and checks what is delivered. */
@NullMarked
package dev.parley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
