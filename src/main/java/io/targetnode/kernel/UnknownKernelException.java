package io.targetnode.kernel;

import java.util.stream.Collectors;

/** A text that is not a kernel release, or a release older than all known ones. */
public final class UnknownKernelException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private UnknownKernelException(String text, String why) {
        super("kernel '%s' %s. Known: %s".formatted(shorten(text), why, known()));
    }

    static UnknownKernelException unreadable(String text) {
        return new UnknownKernelException(
                text, "is not a release as uname -r prints it, like 6.12.74+deb12-amd64 or 7.3-rc7");
    }

    static UnknownKernelException tooOld(KernelRelease release) {
        return new UnknownKernelException(
                release.text(), "is older than 5.16, the first release with nodes for CXL windows");
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
