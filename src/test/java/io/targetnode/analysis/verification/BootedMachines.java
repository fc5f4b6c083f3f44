package io.targetnode.analysis.verification;

import io.targetnode.capture.Machine;
import io.targetnode.topology.service.KernelView;
import java.util.List;

/** The booted machines of x86-64, for tests of other packages. */
public final class BootedMachines {

    private BootedMachines() {}

    /** Each machine under its own kernel. */
    public static List<KernelView> views() {
        return Machine.all().stream()
                .map(CapturedMachine::of)
                .map(CapturedMachine::view)
                .toList();
    }
}
