package io.targetnode.kernel;

import io.targetnode.kernel.ReleaseRange.Basis;
import java.util.List;

/** The behaviour of each release: the version matrix of kernel-rules 5, with the nearest known behaviour in its gaps. */
public final class KernelTable {

    /** The default release. */
    public static final KernelRelease NEWEST = KernelRelease.parse("7.3");

    /** All ranges, ascending from 5.16, without gaps. */
    public static final List<ReleaseRange> RANGES = List.of(
            range("5.16", "6.0.x", Behaviour.V6_1, Basis.NEAREST, """
                    The source was not read. Since 5.16, a window gets a node. At first it got one only if the SRAT did not \
                    describe its start, and SRAT ranges were not stretched over windows."""),
            range("6.1", "6.1.92", Behaviour.V6_1, Basis.NEAREST, """
                    The source was not read. SRAT ranges are stretched over windows since 6.1.63; corrections followed up to 6.1.93."""),
            range(
                    "6.1.93",
                    "6.1.x",
                    Behaviour.V6_1,
                    Basis.READ,
                    "The source of 6.1.170 and 6.1.192 was read, and 6.1.176 was booted."),
            range(
                    "6.2",
                    "6.11.x",
                    Behaviour.V6_1,
                    Basis.NEAREST,
                    "The source was not read. The code became generic in 6.12."),
            range("6.12", "6.12.74", Behaviour.V6_12, Basis.READ, "6.12.74 was booted."),
            range("6.12.75", "6.12.x", Behaviour.V6_12_75, Basis.READ, """
                    The source of 6.12.94, 6.12.107 and 6.12.117 was read, and 6.12.107 was booted."""),
            range("6.13", "6.15.x", Behaviour.V6_12, Basis.NEAREST, "The source was not read."),
            range("6.16", "6.18.15", Behaviour.V6_16, Basis.CHANGELOG, """
                    Windows go directly to the reserved list since the 6.16 merge window; the fix came with 6.18.16."""),
            range("6.18.16", "6.18.x", Behaviour.V7_0, Basis.CHANGELOG, "The fix is in 6.18.16."),
            range("6.19", "6.19.5", Behaviour.V6_16, Basis.CHANGELOG, "The fix came with 6.19.6."),
            range("6.19.6", "7.1.x", Behaviour.V7_0, Basis.CHANGELOG, "The fix is in 6.19.6 and in 7.0."),
            range(
                    "7.2",
                    "7.3.x",
                    Behaviour.V7_0,
                    Basis.READ,
                    "The source of 7.2.6, 7.2.13 and 7.3-rc7 was read, and 7.3.4 was booted."),
            range("7.4", "later", Behaviour.V7_0, Basis.NEAREST, "Newer than all releases whose source was read."));

    /** All behaviours, oldest first. */
    public static final List<Behaviour> BEHAVIOURS =
            List.of(Behaviour.V6_1, Behaviour.V6_12, Behaviour.V6_12_75, Behaviour.V6_16, Behaviour.V7_0);

    private KernelTable() {}

    /** @throws UnknownKernelException if the release is older than all known ones */
    public static ReleaseRange rangeOf(KernelRelease release) {
        ReleaseRange found = null;
        for (ReleaseRange range : RANGES) {
            if (range.from().compareTo(release) <= 0) {
                found = range;
            }
        }
        if (found == null) {
            throw UnknownKernelException.tooOld(release);
        }
        return found;
    }

    private static ReleaseRange range(String from, String to, Behaviour behaviour, Basis basis, String note) {
        return new ReleaseRange(KernelRelease.parse(from), to, behaviour, basis, note);
    }
}
