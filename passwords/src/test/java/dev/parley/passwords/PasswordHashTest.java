package dev.parley.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Hashes of passwords. */
class PasswordHashTest {
    private static final int QUICK = 4;

    @Test
    void theSamePasswordMatches_andHasAnotherHashEachTime() {
        String hash = PasswordHash.of("correct horse", QUICK);
        assertThat(PasswordHash.problemOf(hash)).isNull();
        assertThat(PasswordHash.matches(hash, "correct horse")).isTrue();
        assertThat(PasswordHash.matches(hash, "correct horse ")).isFalse();
        assertThat(PasswordHash.matches(hash, "")).isFalse();
        assertThat(PasswordHash.of("correct horse", QUICK)).isNotEqualTo(hash);
    }

    @Test
    void aNewOneIsSlowByDesign() {
        assertThat(PasswordHash.of("x")).startsWith("$2b$12$");
    }

    /** The test vector of crypt_blowfish, and the same as {@code htpasswd -B} notes it. */
    @Test
    void hashesOfOthers() {
        String rest = "$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
        for (String version : new String[] {"$2a", "$2b", "$2y"}) {
            assertThat(PasswordHash.problemOf(version + rest)).isNull();
            assertThat(PasswordHash.matches(version + rest, "U*U")).isTrue();
            assertThat(PasswordHash.matches(version + rest, "U*V")).isFalse();
        }
    }

    @Test
    void theSameLettersFromAnotherKeyboard() {
        assertThat(PasswordHash.matches(PasswordHash.of("caf\u00e9", QUICK), "cafe\u0301")).isTrue();
    }

    @Test
    void noneIsCutOff() {
        String longest = "x".repeat(PasswordHash.MAX_PASSWORD_BYTES);
        String hash = PasswordHash.of(longest, QUICK);
        assertThat(PasswordHash.matches(hash, longest)).isTrue();
        assertThat(PasswordHash.matches(hash, longest + "y")).isFalse();
        assertThatThrownBy(() -> PasswordHash.of(longest + "y")).hasMessage("a password has 1 to 72 bytes, not 73");
        assertThatThrownBy(() -> PasswordHash.of("")).hasMessage("a password has 1 to 72 bytes, not 0");
    }
}
