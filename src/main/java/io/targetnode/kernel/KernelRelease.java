package io.targetnode.kernel;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel release as {@code uname -r} prints it: {@code 6.12.74+deb12-amd64}, {@code 6.18.16}, {@code 7.3-rc7}.
 *
 * @param text the release as given
 * @param major first number
 * @param minor second number
 * @param patch third number, the stable level; 0 if missing. For Debian 12, whose names have an ABI number instead, the level of
 *     that ABI
 */
public record KernelRelease(String text, int major, int minor, int patch) implements Comparable<KernelRelease> {

    private static final Pattern UNAME = Pattern.compile(
            "(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6})(?:\\.\\d{1,6})?)?(?:-rc\\d{1,3})?(?:[+~_-][-+~._A-Za-z0-9]{0,100})?");

    private static final Pattern UPSTREAM = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?(?:-rc\\d+)?");

    private static final Pattern BUILD_NUMBER = Pattern.compile("-\\d.*");

    private static final Comparator<KernelRelease> BY_VERSION = Comparator.comparingInt(KernelRelease::major)
            .thenComparingInt(KernelRelease::minor)
            .thenComparingInt(KernelRelease::patch);

    /** @throws UnknownKernelException if the text is not a release */
    public static KernelRelease parse(String text) {
        Matcher matcher = UNAME.matcher(text);
        if (!matcher.matches()) {
            throw UnknownKernelException.unreadable(text);
        }
        int patch =
                matcher.group(3) == null ? 0 : DebianAbi.stableLevel(text).orElse(Integer.parseInt(matcher.group(3)));
        return new KernelRelease(text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch);
    }

    /** The same text with the version numbers of another release: Debian's 6.1.0-50-amd64 is 6.1.176. */
    public KernelRelease withVersionOf(KernelRelease upstream) {
        return new KernelRelease(text, upstream.major, upstream.minor, upstream.patch);
    }

    /** The version numbers: {@code 6.12.74}, {@code 7.3}. */
    public String version() {
        return patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
    }

    /** The first release of the line: 6.12 for 6.12.74. For a build of a distribution, that of its upstream release. */
    public KernelRelease line() {
        return new KernelRelease(major + "." + minor, major, minor, 0);
    }

    /** The same text with another stable level. */
    KernelRelease withLevel(int level) {
        return new KernelRelease(text, major, minor, level);
    }

    /** Whether the text names a mainline or stable release, and not a build of one. */
    public boolean isUpstream() {
        return UPSTREAM.matcher(text).matches();
    }

    /** Whether the text has a build number instead of the stable level, like 6.8.0-45-generic. */
    public boolean isNamedByBuild() {
        String base = major + "." + minor + ".0";
        return text.startsWith(base)
                && BUILD_NUMBER.matcher(text.substring(base.length())).matches();
    }

    /** Whether the text is a distribution's name without the stable level, and the level is not known. */
    public boolean hidesStableLevel() {
        return patch == 0 && isNamedByBuild();
    }

    /** Whether both are certainly the same release: they have the same text, or the same version numbers and both names show them. */
    public boolean isSameAs(KernelRelease other) {
        return text.equals(other.text) || compareTo(other) == 0 && !hidesStableLevel() && !other.hidesStableLevel();
    }

    /** Compares version numbers; a release candidate counts as the release. */
    @Override
    public int compareTo(KernelRelease other) {
        return BY_VERSION.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
