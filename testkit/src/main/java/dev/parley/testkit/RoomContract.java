package dev.parley.testkit;

/**
 * What the members of a room can rely on, whatever transport they come through. All tests are over a real
 * {@link dev.parley.server.ChatServer}: its rooms give lines their order, and the transport must not spoil it.
 */
public interface RoomContract extends RoomLinesContract, RoomMembersContract {}
