package dev.parley.server;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a guest may be called. */
final class Names {
    private static final int MAX_CODE_POINTS = 32;

    /**
     * Letters and marks that show nothing, with which two names would look the same: those that Unicode calls default
     * ignorable (DerivedCoreProperties.txt).
     */
    private static final Pattern INVISIBLE = Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164"
            + "\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private Names() {}

    /** The form in which a name is kept: NFC, so that a letter with an accent is one thing however it was typed. */
    static String normalize(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Two names with the same key would be taken for each other. */
    static String key(String name) {
        // To upper case first: some letters have one capital for several small ones.
        return Normalizer.normalize(name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    static @Nullable String refusalOf(String name) {
        if (name.isEmpty()) {
            return "A name is needed.";
        }
        if (name.codePointCount(0, name.length()) > MAX_CODE_POINTS) {
            return "A name has at most 32 characters.";
        }
        if (!name.codePoints().allMatch(Names::isAllowed)
                || isMark(name.codePointAt(0))
                || INVISIBLE.matcher(name).find()) {
            return "A name has letters, digits, '_', '-' and '.', and nothing else.";
        }
        return null;
    }

    static @Nullable String classicRefusalOf(String name) {
        boolean fine = !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_CODE_POINTS
                && name.codePoints().noneMatch(Character::isISOControl);
        return fine ? null : "A name has 1 to 32 characters, and no control characters.";
    }

    private static boolean isAllowed(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || isMark(codePoint) || "_-.".indexOf(codePoint) >= 0;
    }

    /** Vowel signs and accents without which some scripts cannot be written; they stand behind a letter. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
