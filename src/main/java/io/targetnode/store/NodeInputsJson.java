package io.targetnode.store;

import io.targetnode.acpi.Slit;
import io.targetnode.acpi.UnsignedMatrix;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.NodeInputs;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What distances, memory tiers and CPUs of nodes depend on, since format 5.
 *
 * <pre>
 * {"slit":["uploaded",2,"0a14140a"],      proximity domains, and the distances row by row, two digits each
 *  "hmat":["uploaded",…],                 {@link HmatJson}; without a table: ["absent"], ["listed"], ["not-uploaded"],
 *                                         ["unreadable","slit: …"], ["not-stored"]
 *  "options":[true,1]}                    numa=nohmat, most processors or null; null if the command line is not known
 * </pre>
 */
final class NodeInputsJson {

    private enum State {
        UPLOADED("uploaded"),
        ABSENT("absent"),
        LISTED("listed"),
        NOT_UPLOADED("not-uploaded"),
        UNREADABLE("unreadable"),
        NOT_STORED("not-stored");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    private static final EnumNames<State> STATES = new EnumNames<>(State.class, state -> state.text);

    /** A raw table has at most 1 MiB. */
    private static final int MAX_LOCALITIES = 1023;

    private static final int DISTANCE_BYTES = 1;

    private NodeInputsJson() {}

    static void write(NodeInputs nodes, DocumentWriter out) {
        out.field("slit").tuple(() -> write(nodes.slit(), slit -> write(slit, out), out));
        out.field("hmat").tuple(() -> write(nodes.hmat(), hmat -> HmatJson.write(hmat, out), out));
        out.field("options").optional(nodes.options(), options -> out.tuple(() -> write(options, out)));
    }

    static NodeInputs read(DocumentReader in) {
        in.beginObject();
        FirmwareTable<Slit> slit = in.field("slit").tuple(() -> table(in, () -> slit(in)));
        NodeInputs nodes = new NodeInputs(
                slit,
                in.field("hmat").tuple(() -> table(in, () -> HmatJson.read(in))),
                in.field("options").optional(() -> in.tuple(() -> options(in))));
        in.endObject();
        return nodes;
    }

    private static <T> void write(FirmwareTable<T> table, Consumer<T> content, DocumentWriter out) {
        out.text(STATES.of(state(table)));
        table.content().ifPresent(content);
        if (table instanceof FirmwareTable.Unreadable<T> unreadable) {
            out.text(unreadable.why());
        }
    }

    private static State state(FirmwareTable<?> table) {
        if (table instanceof FirmwareTable.NotUploaded<?> missing) {
            return missing.listed() ? State.LISTED : State.NOT_UPLOADED;
        }
        if (table instanceof FirmwareTable.Unreadable<?>) {
            return State.UNREADABLE;
        }
        if (table instanceof FirmwareTable.NotStored<?>) {
            return State.NOT_STORED;
        }
        return table.content().isPresent() ? State.UPLOADED : State.ABSENT;
    }

    private static <T> FirmwareTable<T> table(DocumentReader in, Supplier<T> content) {
        return switch (STATES.read(in.next())) {
            case UPLOADED -> new FirmwareTable.Uploaded<>(content.get());
            case ABSENT -> new FirmwareTable.Absent<>();
            case LISTED -> new FirmwareTable.NotUploaded<>(true);
            case NOT_UPLOADED -> new FirmwareTable.NotUploaded<>(false);
            case UNREADABLE -> new FirmwareTable.Unreadable<>(in.next().text());
            case NOT_STORED -> new FirmwareTable.NotStored<>();
        };
    }

    private static void write(Slit slit, DocumentWriter out) {
        out.number(slit.localities()).text(HexNumbers.print(slit.distances(), DISTANCE_BYTES));
    }

    private static Slit slit(DocumentReader in) {
        int localities = in.next().integer(0, MAX_LOCALITIES);
        UnsignedMatrix distances = HexNumbers.matrix(in.next(), localities, localities, DISTANCE_BYTES);
        return new Slit(distances);
    }

    private static void write(NodeOptions options, DocumentWriter out) {
        out.flag(options.withoutHmat()).optional(options.maxProcessors());
    }

    private static NodeOptions options(DocumentReader in) {
        return new NodeOptions(in.next().flag(), in.next().optionalInteger(1, Integer.MAX_VALUE));
    }
}
