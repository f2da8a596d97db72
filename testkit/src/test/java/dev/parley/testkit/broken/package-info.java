/**
 * A transport that keeps the contract, {@link dev.parley.testkit.broken.PlainTransport}, and many that differ from it in one
 * step and thereby break one rule. They show that the contract notices, and are exercises for whoever learns sockets.
 */
@NullMarked
package dev.parley.testkit.broken;

import org.jspecify.annotations.NullMarked;
