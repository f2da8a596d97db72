package dev.parley.server;

import com.google.common.collect.ImmutableList;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may come into a server's rooms. Programs always may.
 *
 * @param authenticator asks guests for passwords; null: everybody may come in. It needs {@link Profile#STANDARD}
 * @param passwordTries how many wrong passwords a guest may give before his session is closed; at least 1
 * @param wrongPasswordsPerMinute how many an address may give, all of its sessions together; for IPv6, a network of 64 bits. Zero is
 *     no limit
 * @param proxies who is trusted to say where guests come from, by the PROXY protocol: from these addresses a connection has to begin with
 *     its header, from all others it is an unfit name
 */
public record Access(
        @Nullable Authenticator authenticator, int passwordTries, int wrongPasswordsPerMinute, List<AddressRange> proxies) {

    public Access {
        proxies = ImmutableList.copyOf(proxies);
        if (passwordTries < 1) {
            throw new IllegalArgumentException("passwordTries must be at least 1, not " + passwordTries);
        }
        if (wrongPasswordsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "wrongPasswordsPerMinute must be at least 0, which is no limit, not " + wrongPasswordsPerMinute);
        }
    }

    /** Everybody, without a password. Where there are some, three tries a session and 20 a minute of an address. */
    public static Access open() {
        return new Access(null, 3, 20, List.of());
    }

    public Access withAuthenticator(@Nullable Authenticator authenticator) {
        return new Access(authenticator, passwordTries, wrongPasswordsPerMinute, proxies);
    }

    public Access withPasswordTries(int passwordTries) {
        return new Access(authenticator, passwordTries, wrongPasswordsPerMinute, proxies);
    }

    public Access withWrongPasswordsPerMinute(int wrongPasswordsPerMinute) {
        return new Access(authenticator, passwordTries, wrongPasswordsPerMinute, proxies);
    }

    public Access withProxies(List<AddressRange> proxies) {
        return new Access(authenticator, passwordTries, wrongPasswordsPerMinute, proxies);
    }

    boolean isProxy(SocketAddress peer) {
        return !proxies.isEmpty() && proxies.stream().anyMatch(range -> range.contains(peer));
    }

    void checkFits(Profile profile) {
        if (authenticator != null && profile != Profile.STANDARD) {
            throw new IllegalArgumentException("authenticator needs the standard profile: the classic one has no prompt for passwords");
        }
    }
}
