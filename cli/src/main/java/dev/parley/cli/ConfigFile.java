package dev.parley.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * A file of keys with one value each, in YAML or JSON, which is YAML. What the keys mean is none of its affair.
 *
 * @param entries by key, in their order in the file
 * @param problems what cannot be understood, one line each
 */
record ConfigFile(Path path, Map<String, Entry> entries, List<String> problems) {

    /** A value as it is written, and where its key stands; lines and columns count from 1. */
    record Entry(String key, String value, int line, int column) {}

    /** Reads it; whatever goes wrong is among the problems. */
    static ConfigFile read(Path path) {
        ConfigFile file = new ConfigFile(path, new LinkedHashMap<>(), new ArrayList<>());
        try (JsonParser yaml = new YAMLFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(path))) {
            file.readAll(yaml);
        } catch (NoSuchFileException e) {
            file.problems.add("cannot read " + path + ": there is no such file");
        } catch (IOException e) {
            file.problems.add("cannot read " + path + ": " + e.getMessage());
        } catch (JacksonException e) {
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            TokenStreamLocation where = e.getLocation();
            file.problems.add(where == null
                    ? path + ": " + what
                    : file.at(where.getLineNr(), where.getColumnNr(), what));
        }
        return file;
    }

    /** One line on what is wrong with an entry. */
    String at(Entry entry, String problem) {
        return at(entry.line, entry.column, problem);
    }

    private String at(int line, int column, String problem) {
        return path + ":" + line + ":" + column + ": " + problem;
    }

    private void readAll(JsonParser yaml) {
        JsonToken first = yaml.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            problems.add(at(1, 1, "keys and values are expected, as in 'port: 12000'"));
            return;
        }
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            readEntry(yaml);
        }
    }

    private void readEntry(JsonParser yaml) {
        String key = yaml.currentName();
        TokenStreamLocation where = yaml.currentTokenLocation();
        JsonToken value = yaml.nextToken();
        Entry entry = new Entry(key, value.isScalarValue() ? yaml.getString() : "", where.getLineNr(), where.getColumnNr());
        if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
            yaml.skipChildren();
            problems.add(at(entry, "'" + key + "' takes one value"));
            return;
        }
        Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier != null) {
            problems.add(at(entry, "'" + key + "' is in line " + earlier.line + " already"));
        }
    }
}
