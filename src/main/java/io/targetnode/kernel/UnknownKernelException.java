package io.targetnode.kernel;

import java.util.stream.Collectors;

/** A kernel release that cannot be read, or is older than everything that is known. */
public final class UnknownKernelException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private UnknownKernelException(String text, String why) {
        super("kernel '%s' %s. Known: %s".formatted(shorten(text), why, known()));
    }

    static UnknownKernelException unreadable(String text) {
        return new UnknownKernelException(
                text, "is no release as uname -r prints it, like 6.12.74+deb12-amd64 or 7.3-rc7");
    }

    static UnknownKernelException tooOld(KernelRelease release) {
        return new UnknownKernelException(
                release.text(), "is older than 5.16, the first release that gives CXL windows nodes");
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String known() {
        return KernelTable.RANGES.stream().map(ReleaseRange::describe).collect(Collectors.joining("; "));
    }

    private static String shorten(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
