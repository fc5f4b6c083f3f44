package io.targetnode.analysis.regions;

import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Behaviour.WindowList;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.Address;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import java.util.OptionalLong;

/**
 * The size of memory blocks, the unit in which the kernel adds memory (kernel-rules 6.2, 9.2).
 *
 * @param bytes a power of two, unsigned
 * @param source how the size is known
 * @param reason why it is this size, in a sentence
 */
public record BlockSize(long bytes, Source source, String reason) {

    /** How the size is known. */
    public enum Source implements ApiNamed {
        /** A file of the running kernel shows it. */
        EVIDENCE,
        /** It follows from the kernel's rule. */
        KERNEL_RULE
    }

    private static final int MIB_BITS = 20;
    private static final long SMALLEST = 128L << MIB_BITS;
    private static final long LARGEST = 2L << 30;

    /** The size on arm64 with pages of 64 KiB. */
    private static final long LARGE_PAGES = 512L << MIB_BITS;

    private static final int LARGEST_PAGE_BYTES = 1 << 16;

    /** x86-64 may use larger blocks if RAM at boot reaches this address. */
    private static final long LARGE_MACHINE = 64L << 30;

    /** The windows of a smaller alignment do not count. */
    private static final long SMALLEST_ADVICE = 256L << MIB_BITS;

    /** The size on a machine under a kernel. A size that the machine's own kernel showed counts for that kernel only. */
    static BlockSize of(KernelView view) {
        Machine machine = view.topology().upload().machine();
        OptionalLong shown = machine.hotAdd().blockBytes();
        boolean own = machine.kernel()
                .orElse(KernelTable.NEWEST)
                .isSameAs(view.choice().kernel());
        return shown.isPresent() && own
                ? new BlockSize(shown.getAsLong(), Source.EVIDENCE, "The uploaded files of this kernel show it.")
                : byRule(machine, view.choice().range().behaviour().windowList());
    }

    private static BlockSize byRule(Machine machine, WindowList windowList) {
        BootInputs inputs = machine.inputs();
        if (inputs.platform().architecture() != Architecture.X86_64) {
            int pageBytes = inputs.platform().pageBytes();
            return byRule(
                    pageBytes == LARGEST_PAGE_BYTES ? LARGE_PAGES : SMALLEST,
                    "%s uses this size with pages of %d KiB"
                            .formatted(inputs.platform().architecture().apiName(), pageBytes >> 10));
        }
        long end = inputs.ram().high();
        if (Address.below(end, LARGE_MACHINE)) {
            return byRule(SMALLEST, "RAM at boot ends below 64 GiB");
        }
        // kernel-rules 6.2: read in 6.12 and 6.18. In between, the change of the window list stands for the change of
        // this rule.
        OptionalLong advice = windowList == WindowList.RESERVED ? advice(inputs) : OptionalLong.empty();
        return advice.isPresent() ? advised(advice.getAsLong(), end) : notAdvised(machine.hotAdd(), end);
    }

    private static BlockSize advised(long advice, long end) {
        return byRule(
                largestThatDivides(end, Address.min(advice, LARGEST)),
                "RAM at boot ends at %s, not below 64 GiB, the alignment of the windows allows %d MiB, and the size must divide the end of RAM"
                        .formatted(Address.print(end), advice >>> MIB_BITS));
    }

    private static BlockSize notAdvised(HotAdd hotAdd, long end) {
        String where = "RAM at boot ends at %s, not below 64 GiB, and ".formatted(Address.print(end));
        return hotAdd.hypervisor()
                ? byRule(
                        largestThatDivides(end, LARGEST),
                        where + "under a hypervisor it is the largest size up to 2 GiB that divides the end of RAM")
                : byRule(LARGEST, where + "no file shows a hypervisor, under which it may be smaller");
    }

    private static BlockSize byRule(long bytes, String reason) {
        return new BlockSize(bytes, Source.KERNEL_RULE, "The rule of this kernel gives it: %s.".formatted(reason));
    }

    private static long largestThatDivides(long end, long first) {
        long bytes = first;
        while (Address.below(SMALLEST, bytes) && (end & (bytes - 1)) != 0) {
            bytes >>>= 1;
        }
        return bytes;
    }

    /** The smallest alignment of a window, among those of 256 MiB and more; empty if the kernel reads no such window. */
    private static OptionalLong advice(BootInputs inputs) {
        return inputs.numa() == NumaOption.OFF
                ? OptionalLong.empty()
                : RegionWindow.all(inputs).stream()
                        .mapToLong(window -> Long.lowestOneBit(window.base() | window.base() + window.sizeBytes()))
                        .filter(alignment -> !Address.below(alignment, SMALLEST_ADVICE))
                        .reduce(Address::min);
    }
}
