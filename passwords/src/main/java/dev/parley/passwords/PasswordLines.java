package dev.parley.passwords;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.parley.server.Authenticator;
import dev.parley.server.Profile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file of passwords.
 *
 * @param users by the key of their names
 * @param others the hash for names that are not among them; empty if they need no password, null if they cannot come in
 * @param dearest the hash that takes longest; null if there is none
 */
record PasswordLines(ImmutableMap<String, User> users, @Nullable String others, @Nullable String dearest) {
    /** Stands for all names that are not in the file. */
    static final String OTHERS = "*";

    private static final String OPERATOR = "operator";

    record User(String hash, boolean isOperator) {}

    /** @throws IOException in one line for people, with the file and the number of the line that is wrong */
    static PasswordLines read(Path file) throws IOException {
        return new Reader(file).read(linesOf(file));
    }

    private static List<String> linesOf(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException("cannot read " + file + ": it is not UTF-8", e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static final class Reader {
        private final Path file;
        private final Map<String, User> users = new HashMap<>();
        private final Map<String, Integer> lineOf = new HashMap<>();
        private @Nullable String others;
        private @Nullable String dearest;
        private int number;

        Reader(Path file) {
            this.file = file;
        }

        PasswordLines read(List<String> lines) throws IOException {
            for (String line : lines) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    readLine(Splitter.on(':').splitToList(line.stripTrailing()));
                }
            }
            return new PasswordLines(ImmutableMap.copyOf(users), others, dearest);
        }

        private void readLine(List<String> fields) throws IOException {
            if (fields.size() < 2 || fields.size() > 3) {
                throw wrong("a line is NAME:HASH or NAME:HASH:operator");
            }
            boolean isOperator = fields.size() == 3;
            if (isOperator && !fields.get(2).equals(OPERATOR)) {
                throw wrong("behind the hash can only stand 'operator'");
            }
            addOnce(fields.getFirst());
            if (fields.getFirst().equals(OTHERS)) {
                readOthers(fields.get(1), isOperator);
            } else {
                users.put(Authenticator.keyOf(fields.getFirst()), new User(checked(fields.get(1)), isOperator));
            }
        }

        private void addOnce(String name) throws IOException {
            String badName = name.equals(OTHERS) ? null : Profile.STANDARD.refusalOf(name);
            if (badName != null) {
                throw wrong("nobody can have that name: " + badName);
            }
            Integer earlier = lineOf.putIfAbsent(Authenticator.keyOf(name), number);
            if (earlier != null) {
                throw wrong("that name is in line " + earlier + " already");
            }
        }

        private void readOthers(String hash, boolean isOperator) throws IOException {
            if (isOperator) {
                throw wrong("not everybody can be an operator");
            }
            others = hash.isEmpty() ? hash : checked(hash);
        }

        private String checked(String hash) throws IOException {
            String problem = PasswordHash.problemOf(hash);
            if (problem != null) {
                throw wrong(problem);
            }
            if (dearest == null || PasswordHash.costOf(hash) > PasswordHash.costOf(dearest)) {
                dearest = hash;
            }
            return hash;
        }

        /** Without what stands there: that may be a password, and goes to a log. */
        private IOException wrong(String why) {
            return new IOException(file + ":" + number + ": " + why);
        }
    }
}
