package io.targetnode.kernel;

/** A text that is not a kernel release, or a release older than all known ones. */
public final class UnknownKernelException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    private UnknownKernelException(String text, String why) {
        super("kernel '%s' %s".formatted(shorten(text), why));
    }

    static UnknownKernelException unreadable(String text) {
        return new UnknownKernelException(
                text, "is not a release as uname -r prints it, like 6.12.74+deb12-amd64 or 7.3-rc7");
    }

    static UnknownKernelException tooOld(KernelRelease release, KernelRelease oldest) {
        return new UnknownKernelException(release.text(), """
                is older than %1$s, the oldest release whose rules are known. State kernel=%1$s for those rules, in an \
                upload as a form or JSON field, elsewhere as a parameter: like all older releases, it gives CXL windows no nodes, but \
                other answers may differ from this kernel's\
                """.formatted(oldest));
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String shorten(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
