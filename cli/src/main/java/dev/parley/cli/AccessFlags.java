package dev.parley.cli;

import com.google.common.base.Splitter;
import dev.parley.passwords.PasswordFile;
import dev.parley.server.Access;
import dev.parley.server.AddressRange;
import dev.parley.server.Moderation;
import dev.parley.server.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@code parley server} that say who may come in. */
final class AccessFlags {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--users", paramLabel = "FILE",
            description = "Only those in the file may come in, by passwords; ./parley password prints a line for it.")
    private @Nullable Path users;

    @Option(names = "--password-tries", paramLabel = "N", description = "Wrong passwords until a guest is disconnected.")
    private @Nullable Integer passwordTries;

    @Option(names = "--wrong-passwords-per-minute", paramLabel = "N",
            description = "Wrong passwords a minute from one address (IPv6: from one /64); 0: no limit.")
    private @Nullable Integer wrongPasswordsPerMinute;

    @Option(names = "--proxy-protocol-from", paramLabel = "ADDR,...",
            description = "Addresses and networks of proxies; they say by the PROXY protocol where guests come from.")
    private @Nullable String proxies;

    @Option(names = "--bans", paramLabel = "FILE", description = "Keeps bans in a file, so that they outlive the server.")
    private @Nullable Path bans;

    /** Refuses what makes no sense, such as a file with a mistake in it. */
    void check(Profile profile, boolean secured) {
        if (secured && proxies != null) {
            throw wrong("--proxy-protocol-from and --tls-cert do not go together: a proxy says where guests come from before they have greeted");
        }
        checkBans();
        if (users == null) {
            return;
        }
        if (profile != Profile.STANDARD) {
            throw wrong("--users needs the profile standard: the other one has no prompt for passwords");
        }
        try {
            PasswordFile.check(users);
        } catch (IOException e) {
            throw wrong("--users: " + e.getMessage());
        }
    }

    /** Throws an {@link IllegalArgumentException} that begins with the name of what is wrong, or a {@link ParameterException}. */
    Access access() {
        Access usual = Access.open();
        return usual
                .withPasswordTries(passwordTries == null ? usual.passwordTries() : passwordTries)
                .withWrongPasswordsPerMinute(
                        wrongPasswordsPerMinute == null ? usual.wrongPasswordsPerMinute() : wrongPasswordsPerMinute)
                .withProxies(proxies == null ? usual.proxies() : ranges(proxies));
    }

    private List<AddressRange> ranges(String list) {
        try {
            return Splitter.on(',').trimResults().splitToStream(list).map(AddressRange::parse).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--proxy-protocol-from: " + e.getMessage());
        }
    }

    /** The same, with the file open, which is read again at each reload. */
    Access open(Reloads reloads) throws IOException {
        if (users == null) {
            return access();
        }
        PasswordFile file = PasswordFile.load(users);
        reloads.add(_ -> file.reload());
        return access().withAuthenticator(file);
    }

    private void checkBans() {
        if (bans != null) {
            try {
                BansFile.check(bans);
            } catch (IOException e) {
                throw wrong("--bans: " + e.getMessage());
            }
        }
    }

    /** Null if they are not kept. */
    @Nullable BansFile openBans(Moderation moderation) throws IOException {
        return bans == null ? null : BansFile.open(bans, moderation);
    }

    private ParameterException wrong(String why) {
        if (spec == null) {
            throw new IllegalStateException("flags belong to a command");
        }
        return new ParameterException(spec.commandLine(), why);
    }
}
