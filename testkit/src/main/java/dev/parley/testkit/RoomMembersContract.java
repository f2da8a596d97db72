package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.api.Endpoint;
import dev.parley.server.ChatOptions;
import dev.parley.server.Profile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is in a room, and what the others have to do with it: R07 to R10. */
public interface RoomMembersContract extends TransportUnderTest {

    @Test
    default void r07_hangingUp_freesPlaceAndName() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            assertFrees(room, Peer::close);
        }
    }

    @Test
    @Needs(Ability.HALF_CLOSE)
    default void r07_halfClosing_freesPlaceAndName() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            assertFrees(room, Peer::halfClose);
        }
    }

    @Test
    @Needs(Ability.RESET)
    default void r07_resetting_freesPlaceAndName() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            assertFrees(room, Peer::reset);
        }
    }

    @Test
    default void r07_quitting_freesPlaceAndName_beforeHeHangsUp() throws Exception {
        try (TestRoom room = TestRoom.open(this, patient())) {
            assertFrees(room, guest -> guest.sendLine("/quit"));
        }
    }

    @Test
    default void r07_beingThrownOut_freesPlaceAndName_beforeHeHangsUp() throws Exception {
        try (TestRoom room = TestRoom.open(this, patient())) {
            // Answers that he does not read are the program's reason to close his session.
            String asking = "/help\n".repeat(1 + options().maxOutboxBytes() / 48);
            assertFrees(room, guest -> guest.send(asking));
        }
    }

    @Test
    default void r07_breakingAClassicRule_freesPlaceAndName_beforeHeHangsUp() throws Exception {
        try (TestRoom room = TestRoom.open(this, patient().withProfile(Profile.CLASSIC))) {
            assertFrees(room, guest -> guest.sendLine("x".repeat(options().maxLineBytes() + 1)));
        }
    }

    @Test
    default void r07_fallingBehind_freesPlaceAndName() throws Exception {
        ChatOptions options = TestRoom.quiet(options().withSendBufferBytes(4 * 1024));
        try (TestRoom room = TestRoom.open(this, options.withTranscriptBytes(64 * 1024))) {
            RoomGuest ann = room.join("ann");
            room.joinSlow("bob");
            RoomGuest cem = room.join("cem");
            for (int number = 0; room.members().contains("bob"); number++) {
                assertTrue(number < 2_000, "somebody far behind keeps his place");
                ann.tells(Backlog.line(number), cem);
            }
            assertNameIsFree(room, ann, cem);
        }
    }

    @Test
    default void r08_aSlowMember_delaysNobody_andGetsAllInTheEnd() throws Exception {
        try (TestRoom room = TestRoom.open(this, TestRoom.quiet(options().withSendBufferBytes(4 * 1024)))) {
            RoomGuest ann = room.join("ann");
            RoomGuest slow = room.joinSlow("slow");
            RoomGuest bob = room.join("bob");
            for (int number = 0; number < 400; number++) {
                ann.tells(Backlog.line(number), bob);
            }
            bob.tells("slow is still reading", ann);
            for (int number = 0; number < 400; number++) {
                slow.hears(ann, Backlog.line(number));
            }
            slow.hears(bob, "slow is still reading");
        }
    }

    @Test
    default void r08_slowMembers_mayTalk() throws Exception {
        try (TestRoom room = TestRoom.open(this, TestRoom.quiet(options().withSendBufferBytes(4 * 1024)))) {
            RoomGuest ann = room.join("ann");
            RoomGuest slow = room.joinSlow("slow");
            RoomGuest slower = room.joinSlow("slower");
            for (int number = 0; number < 400; number++) {
                ann.says(Backlog.line(number));
                slow.tells("go on", ann);
            }
            slower.tells("I am here, too", ann);
        }
    }

    @Test
    default void r09_whoIsAskedForHisName_delaysNobody() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            Peer silent = room.connect();
            ann.tells("somebody is at the door", bob);
            RoomGuest cem = room.join("cem");
            cem.tells("it is not me", ann, bob);
            silent.close();
            room.awaitSessions(3);
            bob.tells("now there is nobody", ann, cem);
        }
    }

    @Test
    default void r09_whoComesAndGoes_skipsAndDoublesNobody() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest guest = room.join("guest");
            RoomGuest bob = room.join("bob");
            RoomGuest cem = room.join("cem");
            for (int round = 0; round < 10; round++) {
                ann.tells("hello, guest " + round, guest, bob, cem);
                guest.quits();
                room.awaitSessions(3);
                cem.tells("guest is gone again", ann, bob);
                guest = room.join("guest");
                bob.tells("guest is back", ann, cem, guest);
            }
            bob.quits();
            cem.quits();
        }
    }

    @Test
    default void r09_whoComesIntoAConversation_hearsAllFromThereOn() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest bob = room.join("bob");
            int said;
            try (Chatter chatter = Chatter.start(network(), room.join("ann"))) {
                for (int number = 0; number < 10; number++) {
                    RoomGuest guest = room.join("guest-" + number);
                    int first = chatter.numberOf(guest.hearsNext());
                    for (int next = first + 1; next < first + 10; next++) {
                        assertEquals(chatter.lineOf(next), guest.hearsNext(), "what a newcomer hears next");
                    }
                    guest.peer().close();
                }
                said = chatter.stop();
                for (int next = 0; next < said; next++) {
                    assertEquals(chatter.lineOf(next), bob.hearsNext(), "what the others hear next");
                }
            }
        }
    }

    @Test
    default void r10_guestsOfTwoEndpoints_hearEachOther() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            Endpoint sideDoor = room.openAnotherEndpoint();
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob", sideDoor);
            RoomGuest cem = room.join("cem", sideDoor);
            for (int round = 0; round < 10; round++) {
                ann.tells("from the front " + round, bob, cem);
                ann.tells("and again " + round, bob, cem);
                bob.tells("from the side " + round, ann, cem);
            }
        }
    }

    @Test
    default void r10_whereOneEndpointStops_theGuestsOfTheOtherGoOn() throws Exception {
        try (TestRoom room = TestRoom.open(this)) {
            RoomGuest ann = room.join("ann");
            RoomGuest bob = room.join("bob");
            Endpoint sideDoor = room.openAnotherEndpoint();
            RoomGuest cem = room.join("cem", sideDoor);
            cem.tells("from the side", ann, bob);
            Network.Branch<Boolean> stop = network().fork(() -> sideDoor.stop(Deadline.limit()));
            assertEquals("", cem.peer().readUntilEnd(), "what a guest of the stopped one hears at last");
            cem.peer().close();
            assertTrue(stop.join(), "stop says that all was delivered");
            room.awaitMembers("ann", "bob");
            ann.tells("cem is gone", bob);
            bob.tells("so I see", ann);
        }
    }

    /** Three are in a room, and one of them takes that way out. */
    private static void assertFrees(TestRoom room, TestRoom.WayOut wayOut) throws IOException {
        RoomGuest ann = room.join("ann");
        RoomGuest bob = room.joinSlow("bob");
        RoomGuest cem = room.join("cem");
        wayOut.take(bob.peer());
        room.awaitMembers("ann", "cem");
        ann.tells("bob is gone", cem);
        assertNameIsFree(room, ann, cem);
    }

    private static void assertNameIsFree(TestRoom room, RoomGuest ann, RoomGuest cem) throws IOException {
        room.awaitMembers("ann", "cem");
        RoomGuest bob = room.join("bob");
        bob.tells("back again", ann, cem);
        cem.tells("welcome", ann, bob);
    }

    /** A room whose guests may take their time when they leave. */
    private ChatOptions patient() {
        return TestRoom.quiet(options().withCloseTimeout(Duration.ofHours(1)));
    }
}
