package dev.parley.wire;

/** Where a reader goes on who skips, and over how many lines he came. */
record Jump(Segment to, long lines) {}
