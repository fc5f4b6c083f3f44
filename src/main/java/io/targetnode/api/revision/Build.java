package io.targetnode.api.revision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Identifies the build of the service, because another build may represent the same revision differently. */
public final class Build {

    private static final String INFO = "/META-INF/build-info.properties";

    /** The time of the build; empty if the build did not record it. */
    public static final String TIME = property("build.time", "");

    /** The version of the service; {@code unknown} if the build did not record it. */
    public static final String VERSION = property("build.version", "unknown");

    private Build() {}

    private static String property(String name, String otherwise) {
        Properties info = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(INFO)) {
            if (in != null) {
                info.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return info.getProperty(name, otherwise);
    }
}
