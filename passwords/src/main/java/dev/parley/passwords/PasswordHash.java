package dev.parley.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.jspecify.annotations.Nullable;

/**
 * The bcrypt hash of a password, in the usual notation: {@code $2b$12$...}, as {@code htpasswd -B} writes them too. Bouncy Castle
 * computes and compares it, the latter in constant time. Thread: any; nothing here has state.
 */
public final class PasswordHash {
    /** bcrypt takes no more into account. */
    public static final int MAX_PASSWORD_BYTES = 72;

    /** What a new hash costs: 2 to the power of it is how often its key is scheduled, some tenths of a second. */
    static final int COST = 12;

    /** A hash that costs more would keep a thread for seconds. */
    private static final int MAX_COST = 16;

    private static final int SALT_BYTES = 16;
    private static final Pattern NOTATION = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final SecureRandom random = new SecureRandom();

    private PasswordHash() {}

    /**
     * A new hash of it, with a salt of its own. Takes as long as checking it does.
     *
     * @throws IllegalArgumentException if the password is empty or longer than {@value #MAX_PASSWORD_BYTES} bytes of UTF-8
     */
    public static String of(String password) {
        return of(password, COST);
    }

    static String of(String password, int cost) {
        byte[] bytes = bytesOf(password);
        if (bytes.length == 0 || bytes.length > MAX_PASSWORD_BYTES) {
            throw new IllegalArgumentException("a password has 1 to " + MAX_PASSWORD_BYTES + " bytes, not " + bytes.length);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate("2b", bytes, salt, cost);
    }

    /** Whether {@code hash} is that of the password. Takes some tenths of a second; a password that is too long has none. */
    public static boolean matches(String hash, String password) {
        byte[] bytes = bytesOf(password);
        return bytes.length > 0 && bytes.length <= MAX_PASSWORD_BYTES && OpenBSDBCrypt.checkPassword(hash, bytes);
    }

    /** Why that is no hash, in one sentence; null if it is one. */
    static @Nullable String problemOf(String hash) {
        if (!NOTATION.matcher(hash).matches()) {
            return "this is no bcrypt hash, as './parley password' prints them";
        }
        int cost = costOf(hash);
        return cost >= 4 && cost <= MAX_COST ? null : "the cost of a hash must be 4 to " + MAX_COST + ", not " + cost;
    }

    /** Of one that is noted as it should be. */
    static int costOf(String hash) {
        Matcher notation = NOTATION.matcher(hash);
        return notation.matches() ? Integer.parseInt(notation.group(1)) : 0;
    }

    /** One keyboard sends a letter with an accent as one character, another one as two. */
    private static byte[] bytesOf(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8);
    }
}
