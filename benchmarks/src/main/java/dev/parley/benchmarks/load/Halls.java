package dev.parley.benchmarks.load;

import dev.parley.benchmarks.load.Dialect.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rooms of a plan, and who is in them. Numbers of members run through all rooms. */
final class Halls {
    /** How many lines a speaker of an open loop may have waiting when the server does not take them. */
    private static final int MAX_WAITING = 1024;

    final List<Hall> all;
    final List<Member> members;

    private Halls(List<Hall> all, List<Member> members) {
        this.all = all;
        this.members = members;
    }

    static Halls of(LoadPlan plan, Dialect dialect) {
        return of(plan, dialect, 0);
    }

    /** The same, with the number of the first room. */
    static Halls of(LoadPlan plan, Dialect dialect, int first) {
        List<Member> members = new ArrayList<>();
        List<Hall> halls = IntStream.range(first, first + plan.rooms())
                .mapToObj(i -> hall(plan, i, dialect, members))
                .toList();
        return new Halls(halls, List.copyOf(members));
    }

    private static Hall hall(LoadPlan plan, int index, Dialect dialect, List<Member> members) {
        Hall hall = new Hall("r%04d".formatted(index));
        boolean apart = dialect.separatesRoles();
        for (int i = 0; i < plan.members(); i++) {
            boolean sleeps = i >= plan.members() - plan.sleepers();
            Member member = add(members, hall, i, apart ? Role.LISTENER : Role.BOTH, sleeps);
            if (!sleeps) {
                hall.listeners.add(member);
            }
        }
        for (int i = 0; i < plan.writers(); i++) {
            hall.speakers.add(apart ? add(members, hall, plan.members() + i, Role.SPEAKER, false) : hall.listeners.get(i));
        }
        // Two of them are needed to settle a room, even where only one speaks later.
        Stream.concat(hall.speakers.stream(), apart ? Stream.of() : hall.listeners.stream().limit(2))
                .forEach(speaker -> speaker.learnToSpeak(dialect, Math.max(plan.inFlight(), MAX_WAITING / plan.rooms()) + 1));
        return hall;
    }

    private static Member add(List<Member> members, Hall hall, int seat, Role role, boolean sleeps) {
        Member member = new Member(members.size(), "%s-%05d".formatted(hall.name, seat), hall, role, sleeps);
        members.add(member);
        return member;
    }

    /** How many bytes everybody has received since the rooms settled. */
    long heardBytes() {
        long bytes = 0;
        for (Hall hall : all) {
            for (Member listener : hall.listeners) {
                bytes += listener.heardBytes;
            }
        }
        return bytes;
    }

    int deliveredBytes() {
        return all.getFirst().speakers.getFirst().form().deliveredBytes();
    }

    boolean isAnythingOutstanding() {
        return all.stream().anyMatch(hall -> hall.outstanding() > 0);
    }
}
