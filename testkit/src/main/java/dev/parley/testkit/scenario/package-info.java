/**
 * Conversations as small text files, which are played on any transport: {@link dev.parley.testkit.scenario.Scenario} has the
 * format, {@link dev.parley.testkit.scenario.Stage} is where it is played, and what everybody must have got in the end is
 * checked against what a witness in the room has heard.
 */
@NullMarked
package dev.parley.testkit.scenario;

import org.jspecify.annotations.NullMarked;
