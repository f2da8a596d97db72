package dev.parley.benchmarks.run;

import com.google.common.collect.ImmutableList;
import dev.parley.benchmarks.load.SelfSigned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What starts a server under test, in a process of its own.
 *
 * @param words the program and its arguments
 * @param port where it listens, if that was chosen beforehand, and it is ready when one can connect; 0 if the first line it
 *     prints that has {@code listening on} in it says so: {@code Parley is listening on 127.0.0.1:40001 (nio)}
 * @param isJvm whether its heap can be asked for
 * @param cores how many processors it is given: 1, or more
 * @param certificate the key store in which the certificate is that it shows; null if it does not speak TLS
 */
public record ServerCommand(List<String> words, int port, boolean isJvm, int cores, @Nullable String certificate) {

    /** A JVM of its own on one core, with this JVM's class path. */
    public static ServerCommand ofJvm(List<String> flags, Class<?> main, String... args) {
        return ofJvm(flags, main.getName(), List.of(args));
    }

    static ServerCommand ofJvm(List<String> flags, String main, List<String> args) {
        return new ServerCommand(Jvm.command(flags, main, args), 0, true, 1, null);
    }

    /** A program that says where it listens, on one core. */
    public static ServerCommand ofProgram(String... words) {
        return new ServerCommand(List.of(words), 0, false, 1, null);
    }

    /** The same with more arguments behind the others. */
    public ServerCommand with(String... more) {
        List<String> all = ImmutableList.<String>builder().addAll(words).add(more).build();
        return new ServerCommand(all, port, isJvm, cores, certificate);
    }

    /** The same on so many cores. */
    public ServerCommand onCores(int cores) {
        return new ServerCommand(words, port, isJvm, cores, certificate);
    }

    /** The same for a program that cannot say where it listens. */
    public ServerCommand listeningOn(int port) {
        return new ServerCommand(words, port, isJvm, cores, certificate);
    }

    /** The same for a server that speaks TLS, and shows this certificate. */
    ServerCommand showing(SelfSigned shown) {
        return new ServerCommand(words, port, isJvm, cores, shown.keyStore().toString());
    }
}
