/** Servers that tests talk to. A package of its own, so that the tests of the programs can use them, too. */
@NullMarked
package dev.parley.client.doubles;

import org.jspecify.annotations.NullMarked;
