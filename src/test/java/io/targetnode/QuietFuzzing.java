package io.targetnode;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Drops the reports that libFuzzer writes past Java to the process's standard error, unless {@code mvn -Pfuzz} asks for them. */
public final class QuietFuzzing implements LauncherSessionListener {

    /** Java does not close descriptor 2 but points it to {@code /dev/null}. System.err is surefire's by now and stays. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (Boolean.getBoolean("fuzz.quiet")) {
            try {
                new FileOutputStream(FileDescriptor.err).close();
            } catch (IOException e) {
                throw new IllegalStateException("standard error stays open", e);
            }
        }
    }
}
