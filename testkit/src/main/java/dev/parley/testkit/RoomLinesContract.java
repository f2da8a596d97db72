package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.TransportOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the members of a room hear of each other: R01 to R06. */
public interface RoomLinesContract extends TransportUnderTest {

    @Test
    default void r01_everyLine_reachesEveryOtherOnce() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            RoomGuest cem = room.join("cem");
            for (int round = 0; round < 20; round++) {
                ann.tells("ann's line " + round, bob, cem);
                bob.tells("bob's line " + round, ann, cem);
                cem.tells("cem's line " + round, ann, bob);
            }
            ann.quits();
            bob.quits();
            cem.quits();
        }
    }

    @Test
    default void r01_whatWasSaidBeforeAJoin_isNotHeard() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            ann.tells("between us", bob);
            RoomGuest cem = room.join("cem");
            ann.tells("hello cem", bob, cem);
            cem.quits();
        }
    }

    @Test
    default void r01_whatWasSaidBeforeALeave_isHeard_andNothingLater() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            RoomGuest cem = room.join("cem");
            ann.tells("before", bob);
            cem.says("/quit");
            room.awaitMembers("ann", "bob");
            ann.tells("after", bob);
            cem.hears(ann, "before");
            assertEquals("* Good-bye.\n", cem.peer().readUntilEnd(), "what is heard after a leave");
        }
    }

    @Test
    default void r02_allAgreeOnOneOrder() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            List<RoomGuest> speakers = List.of(room.join("ann"), room.join("bob"), room.join("cem"));
            RoomGuest dan = room.join("dan");
            for (int round = 0; round < 50; round++) {
                for (RoomGuest speaker : speakers) {
                    speaker.says("one " + round, "two " + round);
                }
            }
            List<String> order = dan.hearsNext(300);
            for (RoomGuest speaker : speakers) {
                List<String> others = new ArrayList<>(order);
                others.removeIf(line -> line.startsWith(speaker.line("")));
                assertEquals(others, speaker.hearsNext(200), "what one of those who spoke has heard");
            }
        }
    }

    @Test
    default void r02_whoReadsLate_hearsTheSameOrder() throws Exception {
        try (TestRoom room = TestRoom.open(this, TestRoom.quiet(smallBuffers()))) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            RoomGuest late = room.joinSlow("late");
            for (int number = 0; number < 200; number++) {
                ann.tells(Backlog.line(number), bob);
                bob.tells(Backlog.line(number), ann);
            }
            for (int number = 0; number < 200; number++) {
                late.hears(ann, Backlog.line(number));
                late.hears(bob, Backlog.line(number));
            }
        }
    }

    @Test
    default void r03_aSendersLines_keepTheirOrder() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            for (int packet = 0; packet < 20; packet++) {
                ann.says("one " + packet, "two " + packet, "three " + packet);
            }
            for (int packet = 0; packet < 20; packet++) {
                bob.hears(ann, "one " + packet, "two " + packet, "three " + packet);
            }
        }
    }

    @Test
    default void r03_whereSeveralTalk_eachOnesLinesKeepTheirOrder() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            List<RoomGuest> speakers = List.of(room.join("ann"), room.join("bob"), room.join("cem"));
            RoomGuest dan = room.join("dan");
            for (int number = 0; number < 100; number++) {
                for (int speaker = 0; speaker < 3; speaker++) {
                    speakers.get(speaker).says(SpokenInOrder.line(speaker, number));
                }
            }
            SpokenInOrder spoken = new SpokenInOrder(3);
            for (String line : dan.hearsNext(300)) {
                spoken.next(line.substring(line.indexOf('>') + 2));
            }
        }
    }

    @Test
    default void r04_nobodyHearsHisOwnLines() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            for (int round = 0; round < 10; round++) {
                ann.says("one", "two", "three");
                bob.hears(ann, "one", "two", "three");
                bob.tells("and four", ann);
            }
            ann.quits();
            bob.quits();
        }
    }

    @Test
    default void r04_namesakes_hearEachOther() throws Exception {
        try (TestRoom room = TestRoom.openClassic(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest other = room.join("ann");
            for (int round = 0; round < 10; round++) {
                ann.tells("I am ann " + round, other);
                other.tells("so am I " + round, ann);
            }
        }
    }

    @Test
    default void r05_whoHasNoNameYet_hearsNothing() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            Peer nameless = room.connect();
            ann.tells("who is that?", bob);
            RoomGuest cem = room.introduce("cem", nameless);
            ann.tells("cem, then", bob, cem);
        }
    }

    @Test
    default void r05_whoComesIntoAConversation_isWelcomedFirst() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            try (Chatter chatter = Chatter.start(network(), room.join("ann"))) {
                for (int number = 0; number < 10; number++) {
                    RoomGuest guest = room.join("guest-" + number);
                    assertTrue(chatter.hasSaid(guest.hearsNext()), "the first line is one of ann's");
                }
            }
        }
    }

    @Test
    default void r05_whoComesIntoAClassicConversation_isWelcomedFirst() throws Exception {
        try (TestRoom room = TestRoom.openClassic(this)) {
            try (Chatter chatter = Chatter.start(network(), room.join("ann"))) {
                for (int number = 0; number < 10; number++) {
                    RoomGuest guest = room.join("guest-" + number);
                    assertTrue(chatter.hasSaid(guest.hearsNext()), "the first line is one of ann's");
                }
            }
        }
    }

    @Test
    default void r06_linesOfEveryLength_arriveByteForByte() throws Exception {
        try (TestRoom room = TestRoom.open(this, TestRoom.quiet(smallBuffers()))) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.joinSlow("bob");
            List<String> lines = new ArrayList<>();
            for (int length = 1; length <= options().maxLineBytes(); length += 61) {
                lines.add("%04d".formatted(length).repeat(length).substring(0, length));
            }
            ann.says(lines.toArray(String[]::new));
            bob.hears(ann, lines.toArray(String[]::new));
        }
    }

    @Test
    default void r06_charactersThatPacketsCut_arriveByteForByte() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            String text = " çay, 茶, شاي and 🍵 for all ";
            byte[] bytes = (text + "\n").getBytes(UTF_8);
            for (int cut = 1; cut < bytes.length; cut++) {
                // Who has heard the first line knows that the beginning of the second was read with it.
                ann.peer().send(concat("next\n".getBytes(UTF_8), Arrays.copyOf(bytes, cut)));
                bob.hears(ann, "next");
                ann.peer().send(Arrays.copyOfRange(bytes, cut, bytes.length));
                bob.hears(ann, text);
            }
        }
    }

    @Test
    default void r06_classicLines_arriveByteForByte() throws Exception {
        try (TestRoom room = TestRoom.openClassic(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            String controls = "\0 \7 \t \r \33[2J \177 end";
            ann.says(controls, "", "/quit", " /who ");
            bob.hears(ann, controls, "", "/quit", " /who ");
        }
    }

    @Test
    default void r06_halfALine_isHeardByNobody() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            RoomGuest cem = room.join("cem");
            ann.peer().send("a whole one\nhalf of ");
            bob.hears(ann, "a whole one");
            ann.peer().close();
            room.awaitMembers("bob", "cem");
            cem.hears(ann, "a whole one");
            cem.tells("where is ann?", bob);
        }
    }

    @Test
    default void r06_halfALine_isNeverPutBeforeTheLineOfAnother() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            RoomGuest cem = room.join("cem");
            ann.peer().send("a whole one\nhalf of ");
            bob.hears(ann, "a whole one");
            cem.hears(ann, "a whole one");
            bob.tells("mine", ann, cem);
            ann.says("another");
            cem.hears(ann, "half of another");
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private TransportOptions smallBuffers() {
        return options().withSendBufferBytes(4 * 1024);
    }
}
