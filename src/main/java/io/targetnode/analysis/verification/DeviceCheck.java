package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.capture.DaxDevice;
import io.targetnode.memory.Address;
import io.targetnode.resolve.Backing;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;

/**
 * Compares the target nodes of dax devices with the answers for their first addresses. The look-up alone decides only in a CXL
 * window: other drivers may consult HMAT or NFIT first (kernel-rules 6).
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
            return comparison(
                    device, Optional.empty(), NOT_COMPARED, "The address of the device is not known: upload iomem.");
        }
        long start = device.range().get().start();
        DeviceNode lookedUp = DeviceNode.at(start, view);
        Optional<Integer> expected = Optional.of(lookedUp.node());
        if (device.targetNode().isEmpty()) {
            return comparison(
                    device, expected, NOT_COMPARED, "The target node of the device is not known: upload daxctl.");
        }
        int found = device.targetNode().getAsInt();
        boolean agrees = found == lookedUp.node();
        if (!agrees && view.replayed().backing().at(start) != Backing.CXL_WINDOW) {
            return comparison(
                    device,
                    expected,
                    NOT_COMPARED,
                    "%s is not in a CXL window: its driver may take the node from HMAT or NFIT."
                            .formatted(device.name()));
        }
        String node = agrees ? String.valueOf(found) : "%d, not %d".formatted(found, lookedUp.node());
        return lookedUp.judge(
                found,
                comparison(
                        device,
                        expected,
                        agrees ? AGREES : CONTRADICTS,
                        "%s begins at %s and has node %s%s."
                                .formatted(device.name(), Address.print(start), node, lookedUp.remark(found, view))));
    }

    private static Comparison comparison(
            DaxDevice device, Optional<Integer> expected, Outcome outcome, String sentence) {
        Optional<Integer> found = device.targetNode().isPresent()
                ? Optional.of(device.targetNode().getAsInt())
                : Optional.empty();
        return Comparison.of(Subject.TARGET_NODE, device.name(), expected, found, outcome, sentence);
    }
}
