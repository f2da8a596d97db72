/**
 * The programs. {@link dev.parley.cli.Parley} is the root of the command line. The client is a {@code Dialogue} that
 * two threads share, one that shows and one that types; {@code PlainChat} and {@code TerminalChat} are its two faces.
 */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
