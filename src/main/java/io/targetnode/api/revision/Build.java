package io.targetnode.api.revision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Tells builds of the service apart: another one may write the same revision otherwise. */
public final class Build {

    private static final String INFO = "/META-INF/build-info.properties";

    /** When this one was made, as the build wrote it down; empty if it did not. */
    public static final String TIME = time();

    private Build() {}

    private static String time() {
        Properties info = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(INFO)) {
            if (in != null) {
                info.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return info.getProperty("build.time", "");
    }
}
