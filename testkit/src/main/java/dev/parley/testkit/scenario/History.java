package dev.parley.testkit.scenario;

import dev.parley.wire.Greeting;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a room's witness has heard, against which everybody's visit is checked.
 *
 * <p>A room has one order of lines, so whoever was in it got one stretch of that order, without his own lines. Nothing else
 * can explain what he got, and nothing in it can be missing, doubled or swapped.
 */
final class History {
    private static final Pattern PRIVATE = Pattern.compile("\\* (\\d+ here: .*|Good-bye\\.|There is no command .*"
            + "|That line has more than .*|/who lists .*|Too much is waiting to be read\\.)");
    private static final String GREETING = Greeting.PROMPT + Greeting.WELCOME + "\n";

    private final List<String> room;
    private final boolean stormy;

    History(List<String> room, boolean stormy) {
        this.room = room;
        this.stormy = stormy;
    }

    void check(List<Visit> visits) {
        for (Visit visit : visits) {
            if (visit.isBroken() && !stormy && !visit.hasStalled()) {
                throw new AssertionError("the connection of " + visit.guest + " broke, behind\n" + visit.received());
            }
            int joined = joinOf(visit, visits);
            if (visit.isLurking() || joined < 0) {
                checkOutside(visit);
            } else {
                checkInside(visit, joined);
            }
        }
    }

    /** The place of his joining; -1 if he did not come in. */
    private int joinOf(Visit visit, List<Visit> visits) {
        boolean nobodyJoined = visits.stream()
                .skip(visits.indexOf(visit) + 1L)
                .anyMatch(later -> later.guest.equals(visit.guest) && later.joinsBefore == visit.joinsBefore);
        return nobodyJoined ? -1 : placeOf(Witness.joined(visit.guest), visit.joinsBefore);
    }

    /** The place of the {@code skip}-th such line behind the first one; -1 if there is none. */
    private int placeOf(String line, long skip) {
        long left = skip;
        for (int i = 0; i < room.size(); i++) {
            if (room.get(i).equals(line) && left-- == 0) {
                return i;
            }
        }
        return -1;
    }

    private void checkOutside(Visit visit) {
        if (visit.isSound()) {
            throw new AssertionError(visit.guest + " never came in; he got\n" + visit.received());
        }
        if (!GREETING.startsWith(visit.received())) {
            throw new AssertionError(visit.guest + " was not in the room, and got\n" + visit.received());
        }
    }

    private void checkInside(Visit visit, int joined) {
        List<String> behind = room.subList(joined + 1, room.size());
        int left = behind.indexOf(Witness.left(visit.guest));
        List<String> during = left < 0 ? behind : behind.subList(0, left);
        checkSaid(visit, during);
        checkReceived(visit, during, Math.min(during.size(), visit.linesDue() - joined - 1));
    }

    private static void checkSaid(Visit visit, List<String> during) {
        String prefix = "<" + visit.guest + "> ";
        List<String> heard = during.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
        List<String> typed = visit.said();
        boolean right = visit.isSound() ? heard.equals(typed) : isBeginning(heard, typed);
        if (!right) {
            throw new AssertionError("of " + visit.guest + " the room heard " + heard + ", and he typed " + typed);
        }
    }

    private static void checkReceived(Visit visit, List<String> during, int due) {
        String received = visit.received();
        if (!received.startsWith(GREETING)) {
            if (visit.isSound() || !GREETING.startsWith(received)) {
                throw new AssertionError(visit.guest + " was not greeted; he got\n" + received);
            }
            return;
        }
        List<String> lines = new ArrayList<>(List.of(received.substring(GREETING.length()).split("\n", -1)));
        String begun = lines.removeLast();
        int got = checkLines(visit, lines, during);
        if (visit.isSound() && (got < due || !begun.isEmpty())) {
            throw new AssertionError(
                    visit.guest + " misses what comes behind\n" + received + "\nwhich is " + during.subList(got, due));
        }
    }

    /** Returns how many of the room's lines are explained by what he got. */
    private static int checkLines(Visit visit, List<String> lines, List<String> during) {
        int next = behindOwn(visit, during, 0);
        for (String line : lines) {
            if (next < during.size() && during.get(next).equals(line)) {
                next = behindOwn(visit, during, next + 1);
            } else if (!PRIVATE.matcher(line).matches()) {
                throw new AssertionError(visit.guest + " got '" + line + "' where "
                        + (next < during.size() ? "'" + during.get(next) + "'" : "nothing") + " comes next; he got\n"
                        + visit.received());
            }
        }
        return next;
    }

    private static int behindOwn(Visit visit, List<String> during, int from) {
        int next = from;
        while (next < during.size() && during.get(next).startsWith("<" + visit.guest + "> ")) {
            next++;
        }
        return next;
    }

    private static boolean isBeginning(List<String> beginning, List<String> whole) {
        return beginning.size() <= whole.size() && beginning.equals(whole.subList(0, beginning.size()));
    }
}
