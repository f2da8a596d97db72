package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LongTextTest {
    @Test
    void fillingIsToldByItsLength() {
        assertEquals("00000001 xx(500)", LongText.brief("00000001 " + "x".repeat(500)));
        assertEquals("xxxx\n", LongText.brief("xxxx\n"));
    }

    @Test
    void theFirstLineThatDiffers() {
        AssertionError e = assertThrows(
                AssertionError.class, () -> LongText.assertSame(List.of("one", "two"), List.of("one", "three")));
        assertEquals("line 2 of 2: expected 'two' but got 'three'", e.getMessage());
    }

    @Test
    void aLineThatIsMissing() {
        AssertionError e =
                assertThrows(AssertionError.class, () -> LongText.assertSame(List.of("one", "two"), List.of("one")));
        assertEquals("expected 2 lines but got 1", e.getMessage());
    }
}
