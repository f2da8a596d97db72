package dev.parley.testkit.scenario;

/** One thing that a guest does, or must get. Its text is the line that stands for it in a scenario. */
public sealed interface Step {

    /** A guest connects and says his name; who was there before, and is gone, comes again. */
    record Connect(String guest) implements Step {
        @Override
        public String toString() {
            return "connect " + guest;
        }
    }

    /** The same, and he waits for the welcome. */
    record Join(String guest) implements Step {
        @Override
        public String toString() {
            return "join " + guest;
        }
    }

    /** Somebody connects and says nothing. */
    record Lurk(String guest) implements Step {
        @Override
        public String toString() {
            return "lurk " + guest;
        }
    }

    /** He types a line. */
    record Say(String guest, String text) implements Step {
        @Override
        public String toString() {
            return guest + "> " + text;
        }
    }

    /** He types so many lines, which go into one packet if they fit: {@code line 1}, {@code line 2}, ... */
    record Burst(String guest, int lines) implements Step {
        @Override
        public String toString() {
            return "burst " + guest + " " + lines;
        }
    }

    /** He types a line, and each byte of it goes into a packet of its own. */
    record Dribble(String guest, String text) implements Step {
        @Override
        public String toString() {
            return "dribble " + guest + " " + text;
        }
    }

    /** He types the beginning of a line; what he types next goes on with it. */
    record Begin(String guest, String text) implements Step {
        @Override
        public String toString() {
            return "begin " + guest + " " + text;
        }
    }

    /** He reads no more. */
    record Stall(String guest) implements Step {
        @Override
        public String toString() {
            return "stall " + guest;
        }
    }

    /** He reads again. */
    record Resume(String guest) implements Step {
        @Override
        public String toString() {
            return "resume " + guest;
        }
    }

    /** He sends no more, but still reads. */
    record HalfClose(String guest) implements Step {
        @Override
        public String toString() {
            return "half-close " + guest;
        }
    }

    /** He closes his connection. */
    record HangUp(String guest) implements Step {
        @Override
        public String toString() {
            return "hang-up " + guest;
        }
    }

    /** His connection breaks; in the middle of a line, if so said. */
    record Reset(String guest, boolean midLine) implements Step {
        @Override
        public String toString() {
            return "reset " + guest + (midLine ? " mid-line" : "");
        }
    }

    /** He must get this line now or soon, behind those that he had to get before. */
    record Hear(String guest, String line) implements Step {
        @Override
        public String toString() {
            return guest + "< " + line;
        }
    }

    /** Some milliseconds pass, in which things arrive. */
    record Pause(int millis) implements Step {
        @Override
        public String toString() {
            return "pause " + millis;
        }
    }
}
