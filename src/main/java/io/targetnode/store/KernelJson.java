package io.targetnode.store;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.UnknownKernelException;
import tools.jackson.core.JsonGenerator;

/**
 * A release as uname -r prints it and the upstream version, which a distribution's name does not tell:
 * {@code ["6.1.0-50-amd64","6.1.176"]}.
 */
final class KernelJson {

    private KernelJson() {}

    static void write(KernelRelease kernel, JsonGenerator out) {
        out.writeStartArray();
        out.writeString(kernel.text());
        out.writeString(kernel.version());
        out.writeEndArray();
    }

    /** A release that can be replayed: one that is older than all that is known is none. */
    static KernelRelease readKnown(DocumentReader in) {
        KernelRelease release = read(in);
        try {
            KernelTable.rangeOf(release);
            return release;
        } catch (UnknownKernelException e) {
            throw in.refuse(e.getMessage());
        }
    }

    /** Any release. */
    static KernelRelease read(DocumentReader in) {
        in.beginList();
        String text = in.next().word();
        String version = in.next().word();
        in.endList();
        try {
            KernelRelease upstream = KernelRelease.parse(version);
            if (upstream.version().equals(version)) {
                return KernelRelease.parse(text).withVersionOf(upstream);
            }
        } catch (UnknownKernelException e) {
            throw in.refuse(e.getMessage());
        }
        throw in.refuse("the second one must be version numbers only");
    }
}
