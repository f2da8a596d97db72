/**
 * What one could have chosen instead of Parley: servers that speak its protocol as far as a load generator does, each built as
 * well as its kind allows, and the well-known servers that do a similar job.
 *
 * <p>The servers here do less than Parley: they clean no text, refuse no name, know no commands and tell nobody who comes and
 * goes. Whatever that saves is in their favour.
 */
@NullMarked
package dev.parley.benchmarks.yardstick;

import org.jspecify.annotations.NullMarked;
