package io.targetnode.store;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.UnknownKernelException;
import java.util.List;

/**
 * A release as {@code uname -r} prints it, then the upstream version, which a distribution's release does not always state:
 * {@code ["6.1.0-50-amd64","6.1.176"]}.
 */
final class KernelJson {

    private KernelJson() {}

    static void write(KernelRelease kernel, DocumentWriter out) {
        out.tuple(() -> out.text(kernel.text()).text(kernel.version()));
    }

    /** Reads a release that can be replayed: refuses releases older than the oldest known one. */
    static KernelRelease readKnown(DocumentReader in) {
        KernelRelease release = read(in);
        try {
            KernelTable.rangeOf(release);
            return release;
        } catch (UnknownKernelException e) {
            throw in.refuse(e.getMessage());
        }
    }

    /** Reads any release. */
    static KernelRelease read(DocumentReader in) {
        List<String> texts =
                in.tuple(() -> List.of(in.next().string(), in.next().string()));
        String version = texts.get(1);
        try {
            KernelRelease upstream = KernelRelease.parse(version);
            if (upstream.version().equals(version)) {
                return KernelRelease.parse(texts.get(0)).withVersionOf(upstream);
            }
        } catch (UnknownKernelException e) {
            throw in.refuse(e.getMessage());
        }
        throw in.refuse("the upstream version must consist of numbers and dots");
    }
}
