package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the lines about memory blocks and the hypervisor. A kernel prints each of them once; a later line is ignored. */
final class HotAddLines {

    private static final Pattern MEBIBYTES = Pattern.compile("(\\d{1,9}+)MB");

    private OptionalLong blockBytes = OptionalLong.empty();
    private boolean hypervisor;

    /** The line {@code x86/mm: Memory block size: 128MB}. */
    void blockSize(String size) {
        Matcher matcher = MEBIBYTES.matcher(size);
        if (blockBytes.isEmpty() && matcher.matches()) {
            long mebibytes = Long.parseLong(matcher.group(1));
            blockBytes = Long.bitCount(mebibytes) == 1 ? OptionalLong.of(mebibytes << 20) : OptionalLong.empty();
        }
    }

    /** The line {@code Hypervisor detected: KVM}. */
    void hypervisor() {
        hypervisor = true;
    }

    LoggedHotAdd finish(List<AddressRange> softReserved) {
        return new LoggedHotAdd(softReserved, blockBytes, hypervisor);
    }
}
