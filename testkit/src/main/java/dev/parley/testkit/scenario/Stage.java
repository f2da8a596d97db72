package dev.parley.testkit.scenario;

import dev.parley.api.Transport;

/**
 * Where scenarios are played: a chat server on a transport, a witness in its room who hears everything, and the guests of the
 * scenario. In the end it is checked that
 *
 * <ul>
 *   <li>what the witness heard of a guest is what the guest typed, in this order, each line once: all of it, unless his
 *       connection broke or was hung up, and then the beginning of it;
 *   <li>what a guest got are prompt and welcome, and then, line by line, what the witness heard between the guest's joining and
 *       his leaving, but for his own lines: all of it, unless he stopped reading, hung up or was broken off, and then the
 *       beginning of it; answers to his commands may stand between those lines;
 *   <li>nobody keeps his place who is gone, and no session is left.
 * </ul>
 */
public interface Stage {
    /** Real sockets on the loopback interface, and real time. */
    static Stage on(Transport transport) {
        return scenario -> new Play(new SocketWorld(transport), scenario).run();
    }

    /** A simulation for each scenario, with its seed and weather. */
    static Stage simulated() {
        return scenario -> new Play(new SimulatedWorld(scenario.settings()), scenario).run();
    }

    /**
     * Plays it from beginning to end.
     *
     * @throws AssertionError if somebody did not get what he had to get; it says in which step, with the whole scenario
     */
    void play(Scenario scenario);
}
