package dev.parley.testkit.scenario;

import dev.parley.testkit.Sky;

/**
 * What a scenario is played with.
 *
 * @param seed of the simulation, where it is played in one
 * @param weather of the simulation's network
 * @param transcriptBytes how much the room keeps for those who are slow
 * @param sendBufferBytes what the server's kernel takes for each guest
 * @param smallBuffers whether the guests have buffers as small as can be, so that who does not read is slow at once
 */
public record Settings(long seed, Sky weather, int transcriptBytes, int sendBufferBytes, boolean smallBuffers) {

    /** Seed 1, rough weather, and the server's own limits. */
    public static Settings defaults() {
        return new Settings(1, Sky.ROUGH, 4 * 1024 * 1024, 128 * 1024, false);
    }

    public Settings withSeed(long seed) {
        return new Settings(seed, weather, transcriptBytes, sendBufferBytes, smallBuffers);
    }

    public Settings withWeather(Sky weather) {
        return new Settings(seed, weather, transcriptBytes, sendBufferBytes, smallBuffers);
    }

    public Settings withTranscriptBytes(int transcriptBytes) {
        return new Settings(seed, weather, transcriptBytes, sendBufferBytes, smallBuffers);
    }

    public Settings withSendBufferBytes(int sendBufferBytes) {
        return new Settings(seed, weather, transcriptBytes, sendBufferBytes, smallBuffers);
    }

    public Settings withSmallBuffers(boolean smallBuffers) {
        return new Settings(seed, weather, transcriptBytes, sendBufferBytes, smallBuffers);
    }

    /** The lines that set what is not as usual. */
    @Override
    public String toString() {
        Settings usual = defaults();
        StringBuilder lines = new StringBuilder();
        set(lines, "seed", seed, usual.seed);
        set(lines, "weather", weather.word(), usual.weather.word());
        set(lines, "transcript", transcriptBytes, usual.transcriptBytes);
        set(lines, "send-buffer", sendBufferBytes, usual.sendBufferBytes);
        set(lines, "small-buffers", smallBuffers, usual.smallBuffers);
        return lines.toString();
    }

    private static void set(StringBuilder lines, String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            lines.append("set ").append(name).append(' ').append(value).append('\n');
        }
    }
}
