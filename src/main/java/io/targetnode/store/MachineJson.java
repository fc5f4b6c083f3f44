package io.targetnode.store;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The fields of {@link InputsJson}, then {@code kernel}: null or as {@link KernelJson} has it; then {@code assumptions}, each as
 * {@code [text, remedy]}, and {@code warnings}.
 */
final class MachineJson {

    private MachineJson() {}

    static void write(Machine machine, JsonGenerator out) {
        InputsJson.write(machine.inputs(), out);
        out.writeName("kernel");
        machine.kernel().ifPresentOrElse(kernel -> KernelJson.write(kernel, out), out::writeNull);
        out.writeArrayPropertyStart("assumptions");
        machine.assumptions().forEach(assumption -> writePair(assumption.text(), assumption.remedy(), out));
        out.writeEndArray();
        writeTexts("warnings", machine.warnings(), out);
    }

    static Machine read(DocumentReader in) {
        BootInputs inputs = InputsJson.read(in);
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> KernelJson.readKnown(in));
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

    private static Assumption assumption(DocumentReader in) {
        in.beginList();
        Assumption assumption = new Assumption(in.next().text(), in.next().text());
        in.endList();
        return assumption;
    }
}
