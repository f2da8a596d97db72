package dev.parley.testkit.scenario;

import dev.parley.testkit.Sky;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a scenario of its text. */
final class ScenarioParser {
    private static final String NAME = "([^\\s<>]+)";
    private static final Pattern SAY = Pattern.compile(NAME + "> ?(.*)");
    private static final Pattern HEAR = Pattern.compile(NAME + "< ?(.*)");
    private static final Pattern VERB = Pattern.compile("([a-z-]+) " + NAME + "(?: (.*))?");

    /** Room for lines of a quarter of it, as {@link Play} sets them, which have to be longer than nothing. */
    private static final int LEAST_TRANSCRIPT = 16 * 1024;

    private static final int LEAST_SEND_BUFFER = 1024;

    private Settings settings = Settings.defaults();
    private final List<Step> steps = new ArrayList<>();

    Scenario parse(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    take(line);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + ", '" + line + "': " + e.getMessage(), e);
                }
            }
        }
        return new Scenario(settings, steps);
    }

    private void take(String line) {
        Matcher say = SAY.matcher(line);
        Matcher hear = HEAR.matcher(line);
        Matcher verb = VERB.matcher(line.strip());
        if (say.matches()) {
            steps.add(new Step.Say(say.group(1), say.group(2)));
        } else if (hear.matches()) {
            steps.add(new Step.Hear(guestWhoComes(hear.group(1)), hear.group(2)));
        } else if (!verb.matches()) {
            throw new IllegalArgumentException("a step is VERB NAME, NAME> TEXT or NAME< LINE");
        } else if (verb.group(1).equals("set")) {
            set(verb.group(2), rest(verb));
        } else {
            steps.add(step(verb.group(1), verb.group(2), rest(verb)));
        }
    }

    /** Who is never there hears nothing, and an expectation of him would always hold. */
    private String guestWhoComes(String name) {
        boolean comes = steps.contains(new Step.Join(name)) || steps.contains(new Step.Connect(name));
        if (!comes) {
            throw new IllegalArgumentException("nobody called " + name + " has come before");
        }
        return name;
    }

    private static String rest(Matcher verb) {
        return verb.group(3) == null ? "" : verb.group(3);
    }

    private static Step step(String verb, String name, String rest) {
        return switch (verb) {
            case "burst" -> new Step.Burst(name, atLeast(1, verb, rest));
            case "dribble" -> new Step.Dribble(name, rest);
            case "begin" -> new Step.Begin(name, rest);
            case "reset" -> new Step.Reset(name, isMidLine(rest));
            case "pause" -> new Step.Pause(atLeast(0, verb, (name + " " + rest).strip()));
            default -> stepWithoutMore(verb, name, rest);
        };
    }

    private static Step stepWithoutMore(String verb, String name, String rest) {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("nothing was expected behind '" + verb + " " + name + "'");
        }
        return switch (verb) {
            case "connect" -> new Step.Connect(name);
            case "join" -> new Step.Join(name);
            case "lurk" -> new Step.Lurk(name);
            case "stall" -> new Step.Stall(name);
            case "resume" -> new Step.Resume(name);
            case "half-close" -> new Step.HalfClose(name);
            case "hang-up" -> new Step.HangUp(name);
            default -> throw new IllegalArgumentException("there is no step '" + verb + "'");
        };
    }

    private void set(String name, String value) {
        settings = switch (name) {
            case "seed" -> settings.withSeed(number(value));
            case "weather" -> settings.withWeather(Sky.of(value));
            case "transcript" -> settings.withTranscriptBytes(atLeast(LEAST_TRANSCRIPT, name, value));
            case "send-buffer" -> settings.withSendBufferBytes(atLeast(LEAST_SEND_BUFFER, name, value));
            case "small-buffers" -> settings.withSmallBuffers(isTrue(value));
            default -> throw new IllegalArgumentException("there is nothing called '" + name + "' to set");
        };
    }

    private static boolean isMidLine(String rest) {
        if (!rest.isEmpty() && !rest.equals("mid-line")) {
            throw new IllegalArgumentException("'mid-line' or nothing was expected behind the name");
        }
        return !rest.isEmpty();
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false was expected instead of '" + text + "'");
        };
    }

    private static int atLeast(int least, String what, String text) {
        long number = number(text);
        if (number < least || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + " takes a number of at least " + least + ", not " + text);
        }
        return (int) number;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number was expected instead of '" + text + "'", e);
        }
    }
}
