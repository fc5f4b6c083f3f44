package io.targetnode.analysis.audit;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.Address;
import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Identifies the memory layout of a machine. Two layouts have the same fingerprint if usable RAM, and everything that the NUMA pass
 * reads of the SRAT and the CEDT, are equal. The fingerprint contains no name, label, serial number, table header or processor
 * number. It does not depend on the kernel or its command line, because machines with one layout may run different kernels. It does
 * not contain distances or performance (SLIT, HMAT).
 */
public final class LayoutFingerprint {

    /** 128 bits: two layouts never have the same fingerprint by accident. */
    private static final int DIGITS = 32;

    private LayoutFingerprint() {}

    /** 32 lower-case hexadecimal digits. O(n). */
    public static String of(BootInputs inputs) {
        Architecture architecture = inputs.platform().architecture();
        Stream<String> description = inputs.memory() instanceof Tables tables
                ? tables(tables, architecture)
                : described((Described) inputs.memory());
        Stream<String> ram = inputs.ram().ranges().stream().map(range -> "ram " + range);
        MessageDigest digest = Sha256.digest();
        digest.update(bytes(architecture.apiName()));
        // Line by line: a layout may have hundreds of thousands of lines.
        Stream.concat(ram, description).forEachOrdered(line -> digest.update(bytes("\n" + line)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Stream<String> described(Described described) {
        return described.ranges().stream().map(LayoutFingerprint::line);
    }

    private static String line(DescribedRange range) {
        return "range " + range.type() + " " + range.range() + " " + range.node();
    }

    private static Stream<String> tables(Tables tables, Architecture architecture) {
        Stream<String> srat =
                tables.srat().map(table -> srat(table, architecture)).orElse(Stream.of("no srat"));
        Stream<String> cedt = tables.cedt().map(Cedt::windows).orElse(List.of()).stream()
                .map(window -> "window " + Address.print(window.base()) + " " + Address.print(window.sizeBytes()));
        return Stream.concat(srat, cedt);
    }

    /** A repeated entry of a processor has no further effect. A memory entry has an effect each time. */
    private static Stream<String> srat(Srat srat, Architecture architecture) {
        Stream<String> processors = srat.entries().stream()
                .flatMap(entry -> processor(srat, entry, architecture))
                .distinct();
        Stream<String> memory = srat.entries().stream().flatMap(entry -> memory(srat, entry));
        Stream<String> end = srat.endsInZeroLength() ? Stream.of("entry of length 0") : Stream.empty();
        return Stream.of(processors, memory, end).flatMap(lines -> lines);
    }

    private static Stream<String> memory(Srat srat, SratEntry entry) {
        if (entry instanceof SratEntry.Memory memory && memory.enabled()) {
            return Stream.of("memory " + Integer.toUnsignedString(srat.domainOf(memory)) + " "
                    + Address.print(memory.base()) + " " + Address.print(memory.lengthBytes())
                    + (memory.hotPluggable() ? " hotplug" : "") + (memory.nonVolatile() ? " non-volatile" : ""));
        }
        return entry instanceof SratEntry.WrongLength && entry.type() == 1
                ? Stream.of("memory of wrong length")
                : Stream.empty();
    }

    /** Empty for an entry without effect: it is disabled, or this architecture does not read it. */
    private static Stream<String> processor(Srat srat, SratEntry entry, Architecture architecture) {
        if (entry instanceof SratEntry.GenericInitiator initiator) {
            return Stream.of("initiator " + (initiator.enabled() ? initiator.proximityDomain() : "disabled"));
        }
        if (!architecture.processorTypes().contains(entry.type())) {
            return Stream.empty();
        }
        if (entry instanceof SratEntry.WrongLength) {
            return Stream.of("processor of wrong length");
        }
        return srat.domainOfProcessor(entry).stream()
                .mapToObj(domain -> "processor " + Integer.toUnsignedString(domain)
                        + (entry instanceof SratEntry.X2Apic apic && !apic.marksNode() ? " without a mark" : ""));
    }
}
