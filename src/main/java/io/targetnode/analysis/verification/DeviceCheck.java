package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import io.targetnode.capture.DaxDevice;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;

/**
 * Target nodes that the kernel gave to dax devices against the answers for where they begin. Only for what lies in a CXL window
 * is the look-up all that decides: other drivers may ask HMAT or NFIT first (kernel-rules 6).
 */
final class DeviceCheck {

    private final KernelView view;

    private DeviceCheck(KernelView view) {
        this.view = view;
    }

    static List<Comparison> of(KernelView view) {
        DeviceCheck check = new DeviceCheck(view);
        return view.topology().upload().evidence().devices().stream()
                .map(check::compare)
                .toList();
    }

    private Comparison compare(DaxDevice device) {
        if (device.range().isEmpty()) {
            return plain(device, Optional.empty(), "Where the device lies is not known: upload iomem.");
        }
        AddressRange range = device.range().get();
        DeviceNode looked = DeviceNode.at(range.start(), view);
        Optional<String> expected = Optional.of(String.valueOf(looked.node()));
        if (device.targetNode().isEmpty()) {
            return plain(device, expected, "Which node the kernel gave to the device is not known: upload daxctl.");
        }
        int found = device.targetNode().getAsInt();
        if (found == looked.node()) {
            return compared(
                    device,
                    looked,
                    AGREES,
                    "%s begins at %s and has node %d%s."
                            .formatted(device.name(), first(range), found, looked.remark(found, view)));
        }
        if (view.replayed().backing().at(range.start()) != Backing.CXL_WINDOW) {
            return plain(
                    device,
                    expected,
                    "%s does not lie in a CXL window: its driver may have the node from HMAT or NFIT."
                            .formatted(device.name()));
        }
        return compared(
                device,
                looked,
                CONTRADICTS,
                "%s begins at %s and has node %d, not %d%s."
                        .formatted(device.name(), first(range), found, looked.node(), looked.remark(found, view)));
    }

    private static String first(AddressRange range) {
        return Address.print(range.start());
    }

    private static Comparison plain(DaxDevice device, Optional<String> expected, String sentence) {
        return Comparison.of(
                Subject.TARGET_NODE, device.name(), "dax device", expected, found(device), NOT_COMPARED, sentence);
    }

    private static Comparison compared(DaxDevice device, DeviceNode looked, CheckResult outcome, String sentence) {
        return new Comparison(
                Subject.TARGET_NODE,
                device.name(),
                "dax device",
                Optional.of(String.valueOf(looked.node())),
                found(device),
                outcome,
                sentence,
                looked.speaker(device.targetNode().orElseThrow()));
    }

    private static Optional<String> found(DaxDevice device) {
        return device.targetNode().isPresent()
                ? Optional.of(String.valueOf(device.targetNode().getAsInt()))
                : Optional.empty();
    }
}
