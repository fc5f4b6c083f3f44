package io.targetnode.store;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import java.util.List;
import java.util.Optional;

/**
 * The fields of {@link InputsJson}, then {@code kernel} ({@link KernelJson} or null), {@code assumptions}, each as
 * {@code [text, remedy]}, and {@code warnings}. Since format 3, {@code rule} follows the kernel: a name or null. Since
 * format 5, {@code nodes} ({@link NodeInputsJson}) and {@code hotAdd} ({@link HotAddJson}) follow the warnings.
 */
final class MachineJson {

    private static final EnumNames<LookupRule> RULES = new EnumNames<>(LookupRule.class, MachineJson::name);

    private MachineJson() {}

    static void write(Machine machine, int documentFormat, DocumentWriter out) {
        InputsJson.write(machine.inputs(), documentFormat, out);
        out.field("kernel").optional(machine.kernel(), kernel -> KernelJson.write(kernel, out));
        if (documentFormat > 2) {
            out.field("rule").optional(machine.rule(), rule -> out.text(RULES.of(rule)));
        }
        out.field("assumptions")
                .tuples(
                        machine.assumptions(),
                        assumption -> out.text(assumption.text()).text(assumption.remedy()));
        out.field("warnings").list(machine.warnings(), out::text);
        if (documentFormat > 4) {
            out.field("nodes").object(() -> NodeInputsJson.write(machine.nodes(), out));
            out.field("hotAdd").object(() -> HotAddJson.write(machine.hotAdd(), out));
        }
    }

    static Machine read(DocumentReader in, int documentFormat) {
        BootInputs inputs = InputsJson.read(in, documentFormat);
        in.field("kernel");
        Optional<KernelRelease> kernel = in.optional(() -> KernelJson.readKnown(in));
        Optional<LookupRule> rule = Optional.empty();
        if (documentFormat > 2) {
            in.field("rule");
            rule = in.optional(() -> RULES.read(in));
        }
        List<Assumption> assumptions = in.field("assumptions")
                .tuples(() -> new Assumption(in.next().text(), in.next().text()));
        List<String> warnings = in.field("warnings").list(in::text);
        NodeInputs nodes = documentFormat > 4 ? NodeInputsJson.read(in.field("nodes")) : NodeInputs.UNKNOWN;
        HotAdd hotAdd = documentFormat > 4 ? HotAddJson.read(in.field("hotAdd")) : HotAdd.NOTHING;
        return new Machine(inputs, kernel, rule, nodes, hotAdd, assumptions, warnings);
    }

    private static String name(LookupRule rule) {
        return switch (rule) {
            case PREFER_ONLINE -> "prefer-online";
            case PREFER_RESERVED -> "prefer-reserved";
            case STUB -> "stub";
        };
    }
}
