/** What the server withstands, tried from outside: {@code docs/reliability.md} has what was seen. */
@NullMarked
package dev.parley.trials;

import org.jspecify.annotations.NullMarked;
