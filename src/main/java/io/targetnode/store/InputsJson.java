package io.targetnode.store;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.UsableRam;
import java.util.Optional;

/**
 * The fields {@code ram}, {@code memory}, {@code numa} and {@code maxNodes}. {@code memory} is {@code {"srat":…,"cedt":…}},
 * each null if the host has no such table, or {@code {"described":[…]}}. Since format 4, {@code architecture} and {@code pageBytes}
 * follow; before, every machine is x86-64.
 */
final class InputsJson {

    private static final EnumNames<NumaOption> NUMA_OPTIONS = new EnumNames<>(NumaOption.class, InputsJson::name);

    static final EnumNames<Architecture> ARCHITECTURES = new EnumNames<>(Architecture.class, InputsJson::name);

    private InputsJson() {}

    static void write(BootInputs inputs, int documentFormat, DocumentWriter out) {
        out.field("ram");
        RangeJson.write(inputs.ram(), out);
        out.field("memory").object(() -> write(inputs.memory(), documentFormat, out));
        out.field("numa").text(NUMA_OPTIONS.of(inputs.numa()));
        out.field("maxNodes").number(inputs.maxNodes());
        if (documentFormat > 3) {
            Platform platform = inputs.platform();
            out.field("architecture").text(ARCHITECTURES.of(platform.architecture()));
            out.field("pageBytes").number(platform.pageBytes());
        }
    }

    static BootInputs read(DocumentReader in, int documentFormat) {
        UsableRam ram = RangeJson.readRam(in.field("ram"));
        NodeDescription memory = memory(in.field("memory"), documentFormat);
        NumaOption numa = NUMA_OPTIONS.read(in.field("numa"));
        int maxNodes = in.field("maxNodes").integer(0, Integer.MAX_VALUE);
        try {
            Platform platform = documentFormat > 3 ? platform(in) : Platform.X86_64;
            return new BootInputs(ram, memory, numa, maxNodes, platform);
        } catch (NotModelledException e) {
            throw in.refuse(String.valueOf(e.getMessage()));
        }
    }

    private static Platform platform(DocumentReader in) {
        Architecture architecture = ARCHITECTURES.read(in.field("architecture"));
        return new Platform(architecture, in.field("pageBytes").integer(0, Integer.MAX_VALUE));
    }

    /** Whether formats before 5 cannot express the inputs. */
    static boolean areNewInFormat5(BootInputs inputs) {
        return inputs.memory() instanceof Tables tables
                && (tables.srat().stream()
                                .flatMap(srat -> srat.entries().stream())
                                .anyMatch(SratEntry.GenericPort.class::isInstance)
                        || tables.cedt().stream()
                                .flatMap(cedt -> cedt.windows().stream())
                                .anyMatch(window -> window.decoding().isPresent()));
    }

    /** Whether formats before 4 cannot express the inputs. */
    static boolean areNewInFormat4(BootInputs inputs) {
        return !inputs.platform().equals(Platform.X86_64)
                || inputs.memory() instanceof Tables tables
                        && tables.srat().stream()
                                .flatMap(srat -> srat.entries().stream())
                                .anyMatch(SratEntryJson::isNewInFormat4);
    }

    /** Whether all entries and windows have an offset, as format 1 requires. */
    static boolean isReadFromTables(BootInputs inputs) {
        return !(inputs.memory() instanceof Tables tables)
                || tables.srat().stream()
                                .flatMap(srat -> srat.entries().stream())
                                .allMatch(entry -> entry.offset() != TableHeader.NO_OFFSET)
                        && tables.cedt().stream()
                                .flatMap(cedt -> cedt.windows().stream())
                                .allMatch(window -> window.offset() != TableHeader.NO_OFFSET);
    }

    private static void write(NodeDescription memory, int documentFormat, DocumentWriter out) {
        if (memory instanceof Tables tables) {
            out.field("srat").optional(tables.srat(), srat -> SratJson.write(srat, out));
            out.field("cedt").optional(tables.cedt(), cedt -> CedtJson.write(cedt, documentFormat, out));
        } else {
            out.field("described");
            RangeJson.write((Described) memory, out);
        }
    }

    private static NodeDescription memory(DocumentReader in, int documentFormat) {
        String first = in.beginObject().fieldName();
        NodeDescription memory = switch (first) {
            case "described" -> RangeJson.readDescribed(in.next());
            case "srat" -> tables(in.next(), documentFormat);
            default -> throw in.refuse("expected the field 'srat' or 'described'");
        };
        in.endObject();
        return memory;
    }

    private static Tables tables(DocumentReader in, int documentFormat) {
        Optional<Srat> srat = in.optional(() -> SratJson.read(in));
        in.field("cedt");
        Optional<Cedt> cedt = in.optional(() -> CedtJson.read(in, documentFormat));
        return new Tables(srat, cedt);
    }

    private static String name(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> "x86-64";
            case ARM64 -> "arm64";
            case RISCV64 -> "riscv64";
            case LOONGARCH64 -> "loongarch64";
        };
    }

    private static String name(NumaOption option) {
        return switch (option) {
            case NONE -> "none";
            case OFF -> "off";
            case NO_ACPI -> "noacpi";
        };
    }
}
