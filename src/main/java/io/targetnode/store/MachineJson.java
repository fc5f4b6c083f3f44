package io.targetnode.store;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of {@link InputsJson}, then {@code kernel}: null, or its release as uname -r prints it and the upstream version,
 * which a distribution's name does not tell ({@code ["6.1.0-50-amd64","6.1.176"]}); then {@code assumptions}, each as
 * {@code [text, remedy]}, and {@code warnings}.
 */
final class MachineJson {

    private MachineJson() {}

    static void write(Machine machine, JsonGenerator out) {
        InputsJson.write(machine.inputs(), out);
        out.writeName("kernel");
        machine.kernel().ifPresentOrElse(kernel -> writePair(kernel.text(), kernel.version(), out), out::writeNull);
        out.writeArrayPropertyStart("assumptions");
        machine.assumptions().forEach(assumption -> writePair(assumption.text(), assumption.remedy(), out));
        out.writeEndArray();
        writeTexts("warnings", machine.warnings(), out);
    }

    static Machine read(DocumentReader in) {
        BootInputs inputs = InputsJson.read(in);
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> kernel(in));
        List<Assumption> assumptions = in.field("assumptions").list(() -> assumption(in));
        List<String> warnings = in.field("warnings").list(in::text);
        return new Machine(inputs, kernel, assumptions, warnings);
    }

    static void writeTexts(String field, List<String> texts, JsonGenerator out) {
        out.writeArrayPropertyStart(field);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void writePair(String first, String second, JsonGenerator out) {
        out.writeStartArray();
        out.writeString(first);
        out.writeString(second);
        out.writeEndArray();
    }

    /** A release that is older than all that is known could not be replayed. */
    private static KernelRelease kernel(DocumentReader in) {
        in.beginList();
        String text = in.next().word();
        String version = in.next().word();
        in.endList();
        try {
            KernelRelease upstream = KernelRelease.parse(version);
            KernelTable.rangeOf(upstream);
            if (upstream.version().equals(version)) {
                return KernelRelease.parse(text).withVersionOf(upstream);
            }
        } catch (UnknownKernelException e) {
            throw in.refuse(e.getMessage());
        }
        throw in.refuse("the second one must be version numbers only");
    }

    private static Assumption assumption(DocumentReader in) {
        in.beginList();
        Assumption assumption = new Assumption(in.next().text(), in.next().text());
        in.endList();
        return assumption;
    }
}
