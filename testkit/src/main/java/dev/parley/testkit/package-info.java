/**
 * What every transport must pass, over real sockets or a {@link dev.parley.testkit.Network} of its own. A transport earns the
 * whole suite with three lines:
 *
 * {@snippet :
 * final class NioContractTest implements TransportContract {
 *     public Transport transport() { return new NioTransport(); }
 * }
 * }
 *
 * <p>Read {@link dev.parley.testkit.TransportContract} first; {@link dev.parley.testkit.Misbehaviour} is for servers of any
 * kind. The rules, their reasons, and what is not tested are in {@code docs/transport-rules.md}. Tests count sockets and
 * threads of the whole program, so they must not run in parallel with others that open some; JUnit does not unless told to.
 */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
