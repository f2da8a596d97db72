package dev.parley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the docs say of the rules, and what the code does. */
final class RulesDocumentTest {
    private static final List<Class<?>> CONTRACTS = List.of(TransportContract.class);
    private static final Pattern RULE = Pattern.compile("\\*\\*([TR]\\d\\d)\\. (.*)\\.\\*\\*");
    private static final Pattern TEST = Pattern.compile("\\b[tr]\\d\\d_\\w+");
    private static final Pattern ROW = Pattern.compile("\\| (.*) \\| (.*) \\|");

    private final String document = read();

    @Test
    void rules() {
        assertEquals(
                Stream.of(Rule.values()).map(Rule::toString).toList(),
                matches(RULE).map(rule -> rule.group(1) + " (" + plain(rule.group(2)) + ")").toList());
    }

    @Test
    void tests() {
        assertEquals(
                methods(CONTRACTS).map(Method::getName).sorted().toList(),
                matches(TEST).map(MatchResult::group).sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> testsStandBehindTheirRule() {
        return Stream.of(document.split("\n\n"))
                .filter(paragraph -> RULE.matcher(paragraph).lookingAt())
                .map(paragraph -> DynamicTest.dynamicTest(paragraph.substring(2, 5), () -> standBehindTheirRule(paragraph)));
    }

    private static void standBehindTheirRule(String paragraph) {
        Optional<Rule> rule = Optional.of(Rule.valueOf(paragraph.substring(2, 5)));
        TEST.matcher(paragraph).results().map(MatchResult::group).forEach(test -> assertEquals(rule, Rule.ofTest(test), test));
    }

    @Test
    void whatIsNotTested() {
        String table = document.substring(document.indexOf("| what | why |"));
        assertEquals(
                Untested.all().stream().map(untested -> untested + " | " + untested.why()).toList(),
                ROW.matcher(table).results().skip(1).map(row -> row.group(1) + " | " + row.group(2)).toList());
    }

    /** A rule is optional when it asks for an ability in all of its tests. */
    @Test
    void levels() {
        for (Rule rule : Rule.values()) {
            boolean required = methods(CONTRACTS)
                    .filter(test -> Rule.ofTest(test.getName()).equals(Optional.of(rule)))
                    .anyMatch(test -> !test.isAnnotationPresent(Needs.class));
            assertEquals(required ? Rule.Level.REQUIRED : Rule.Level.OPTIONAL, rule.level(), rule.toString());
        }
    }

    private static Stream<Method> methods(List<Class<?>> contracts) {
        return contracts.stream()
                .flatMap(contract -> Stream.of(contract.getMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private Stream<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(document).results();
    }

    /** Without marks of code, and with a small letter to begin with. */
    private static String plain(String sentence) {
        String words = sentence.replace("`", "");
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", Untested.DOCUMENT));
        } catch (IOException e) {
            throw new AssertionError("the docs are beside the modules", e);
        }
    }
}
