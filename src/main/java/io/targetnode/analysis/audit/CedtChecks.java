package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.EMPTY_WINDOW;
import static io.targetnode.analysis.audit.FindingType.OVERLAPPING_WINDOWS;
import static io.targetnode.analysis.audit.FindingType.WINDOW_MISALIGNED;
import static io.targetnode.analysis.audit.FindingType.WINDOW_NOT_VOLATILE;

import io.targetnode.analysis.audit.AuditSubject.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The entries of the CEDT by themselves. */
final class CedtChecks {

    /** {@code CXL_REGION_ALIGNMENT} of the driver. */
    private static final long DECODER_ALIGNMENT = 256L << 20;

    private CedtChecks() {}

    /** For each window, the first earlier one that it overlaps: at most windows x windows comparisons, and windows are bounded. */
    static Stream<Finding> overlapping(AuditSubject subject) {
        List<Finding> findings = new ArrayList<>();
        List<Window> windows = subject.windows();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            windows.subList(0, i).stream()
                    .filter(earlier -> earlier.range().overlaps(window.range()))
                    .findFirst()
                    .ifPresent(earlier -> findings.add(Finding.of(
                            OVERLAPPING_WINDOWS,
                            Severity.WARNING,
                            window.range().intersection(earlier.range()),
                            TableEntry.of(window.entry()),
                            "The window %s overlaps %s of CEDT entry %d."
                                    .formatted(
                                            window.range(),
                                            earlier.range(),
                                            earlier.entry().index()))));
        }
        return findings.stream();
    }

    static Stream<Finding> empty(AuditSubject subject) {
        return subject.cedtWindows().stream()
                .filter(window -> AuditSubject.rangeOf(window).isEmpty())
                .map(window -> Finding.of(
                        EMPTY_WINDOW,
                        Severity.WARNING,
                        TableEntry.of(window),
                        window.sizeBytes() == 0
                                ? "The window has size 0. It uses up a node number unless an SRAT range holds its base."
                                : "The window ends beyond 2^64. It uses up a node number."));
    }

    static Stream<Finding> misaligned(AuditSubject subject) {
        return subject.windows().stream()
                .filter(window -> (window.entry().base() | window.entry().sizeBytes()) % DECODER_ALIGNMENT != 0)
                .map(window -> Finding.of(
                        WINDOW_MISALIGNED,
                        Severity.WARNING,
                        window.range(),
                        TableEntry.of(window.entry()),
                        "The %s of the window is not a multiple of 256 MiB, so the CXL driver creates no decoder for it."
                                .formatted(window.entry().base() % DECODER_ALIGNMENT != 0 ? "base" : "size")));
    }

    static Stream<Finding> notVolatile(AuditSubject subject) {
        return subject.windows().stream()
                .filter(window -> window.entry()
                        .decoding()
                        .filter(decoding -> !decoding.allowsVolatile())
                        .isPresent())
                .map(window -> Finding.of(
                        WINDOW_NOT_VOLATILE,
                        Severity.INFO,
                        window.range(),
                        TableEntry.of(window.entry()),
                        "The restrictions of the window are 0x%x, without the bit for volatile memory: no RAM region is created in it."
                                .formatted(
                                        window.entry().decoding().orElseThrow().restrictions())));
    }
}
