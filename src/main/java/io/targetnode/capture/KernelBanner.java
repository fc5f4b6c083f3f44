package io.targetnode.capture;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.UnknownKernelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a boot, {@code Linux version R (builder) (compiler) #1 SMP Debian V (date)}.
 *
 * <p>Releases of Debian and Ubuntu may have a build number instead of the stable level, but the end of the banner shows it:
 * 6.1.0-50-amd64 with {@code Debian 6.1.176-1} is 6.1.176, and 6.5.0-41-generic with {@code (Ubuntu 6.5.0-41.41-generic 6.5.13)} is
 * 6.5.13.
 */
final class KernelBanner {

    /** Not the compiler's {@code (Debian 12.2.0-14)}, which follows a bracket, or {@code (Ubuntu 11.4.0-1ubuntu1) 11.4.0,}. */
    private static final Pattern UPSTREAM_VERSION =
            Pattern.compile("(?: Debian |\\(Ubuntu [^ )]{1,100}+ )(\\d{1,4}+\\.\\d{1,4}+\\.\\d{1,6}+)[-~+)]");

    private KernelBanner() {}

    /** @throws CaptureException if the first word is no release */
    static KernelRelease releaseOf(Line line, String banner) {
        String name = banner.split(" ", 2)[0];
        KernelRelease release = parse(line, name);
        Matcher version = UPSTREAM_VERSION.matcher(banner);
        if (!release.isNamedByBuild() || !version.find()) {
            return release;
        }
        KernelRelease upstream = KernelRelease.parse(version.group(1));
        boolean sameSeries = upstream.major() == release.major() && upstream.minor() == release.minor();
        return sameSeries ? release.withVersionOf(upstream) : release;
    }

    private static KernelRelease parse(Line line, String name) {
        try {
            return KernelRelease.parse(name);
        } catch (UnknownKernelException e) {
            throw line.refuse(
                    "'Linux version' is not followed by a release as uname -r prints it, like 6.12.74+deb12-amd64");
        }
    }
}
