package io.targetnode.store;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import java.util.List;
import java.util.Optional;

/**
 * The fields of {@link InputsJson}, then {@code kernel} ({@link KernelJson} or null), {@code assumptions}, each as
 * {@code [text, remedy]}, and {@code warnings}.
 */
final class MachineJson {

    private MachineJson() {}

    static void write(Machine machine, DocumentWriter out) {
        InputsJson.write(machine.inputs(), out);
        out.field("kernel").optional(machine.kernel(), kernel -> KernelJson.write(kernel, out));
        out.field("assumptions")
                .tuples(
                        machine.assumptions(),
                        assumption -> out.text(assumption.text()).text(assumption.remedy()));
        out.field("warnings").list(machine.warnings(), out::text);
    }

    static Machine read(DocumentReader in) {
        BootInputs inputs = InputsJson.read(in);
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> KernelJson.readKnown(in));
        List<Assumption> assumptions = in.field("assumptions")
                .tuples(() -> new Assumption(in.next().text(), in.next().text()));
        List<String> warnings = in.field("warnings").list(in::text);
        return new Machine(inputs, kernel, assumptions, warnings);
    }
}
