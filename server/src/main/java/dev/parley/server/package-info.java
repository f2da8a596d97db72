/**
 * The chat server: who comes in, under what name, and what his lines mean.
 *
 * <p>Start at {@link dev.parley.server.ChatServer}. One guest's way through it is in {@code Guest}; what the two profiles
 * make of it in {@code StandardGuest} and {@code ClassicGuest}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
