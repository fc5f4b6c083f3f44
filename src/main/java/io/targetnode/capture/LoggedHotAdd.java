package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a boot log shows about memory that is added after the boot.
 *
 * @param softReserved ranges of specific-purpose memory, in the order of the memory map; empty if the map is not in the log
 * @param blockBytes the size of memory blocks, which only x86-64 prints
 * @param hypervisor whether the kernel recognised a hypervisor
 */
public record LoggedHotAdd(List<AddressRange> softReserved, OptionalLong blockBytes, boolean hypervisor) {

    public LoggedHotAdd {
        softReserved = List.copyOf(softReserved);
    }
}
