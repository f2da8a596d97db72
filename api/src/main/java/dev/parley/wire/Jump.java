package dev.parley.wire;

/** What a reader did who skips: he stands in {@code to} now, and came over so many lines. */
record Jump(Segment to, long lines) {}
