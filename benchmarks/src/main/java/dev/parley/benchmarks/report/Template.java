package dev.parley.benchmarks.report;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places like {@code {{title}}} in it. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    /** Reads the resource that stands beside this class. */
    static Template named(String resource) {
        try {
            return new Template(Resources.toString(Resources.getResource(Template.class, resource), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts a value into each place, as it is; what looks like a place in a value stays as it is.
     *
     * @throws IllegalArgumentException if a place has no value
     */
    String with(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(valueOf(place.group(1), values)));
    }

    private static String valueOf(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + name);
        }
        return value;
    }
}
