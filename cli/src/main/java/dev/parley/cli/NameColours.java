package dev.parley.cli;

import org.jline.utils.AttributedStyle;

/**
 * A colour for each name, the same in every run and for everybody. All have a contrast of at least 4 : 1 to black and to
 * white, so they can be read on dark and light terminals.
 */
final class NameColours {
    /** Numbers of the 256-colour palette, one for each hue that can be told from its neighbours. */
    private static final int[] PALETTE = {27, 28, 29, 31, 64, 99, 130, 131, 161, 164};

    private NameColours() {}

    static AttributedStyle styleOf(String name) {
        return AttributedStyle.DEFAULT.foreground(PALETTE[Math.floorMod(name.hashCode(), PALETTE.length)]);
    }
}
