package io.targetnode.api.problem;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.analysis.ComparisonTooLargeException;
import io.targetnode.analysis.picture.PictureTooLargeException;
import io.targetnode.analysis.regions.ImpossibleRegionException;
import io.targetnode.analysis.reproduction.NotReproducibleException;
import io.targetnode.capture.CaptureException;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.intake.UnusableFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maps exceptions of the core to problems. The core does not depend on HTTP. */
final class CoreProblems {

    private static final Map<Class<? extends RuntimeException>, ProblemType> TYPES = Map.ofEntries(
            Map.entry(DamagedRevisionException.class, ProblemType.DAMAGED_REVISION),
            Map.entry(UnknownTopologyException.class, ProblemType.UNKNOWN_TOPOLOGY),
            Map.entry(UnknownRevisionException.class, ProblemType.UNKNOWN_REVISION),
            Map.entry(TopologyExistsException.class, ProblemType.TOPOLOGY_EXISTS),
            Map.entry(PreconditionFailedException.class, ProblemType.PRECONDITION_FAILED),
            Map.entry(ImpossibleMachineException.class, ProblemType.IMPOSSIBLE_MACHINE),
            Map.entry(IncompleteMachineException.class, ProblemType.INCOMPLETE_MACHINE),
            Map.entry(NotModelledException.class, ProblemType.NOT_MODELLED),
            Map.entry(StoreUnavailableException.class, ProblemType.STORE_UNAVAILABLE),
            Map.entry(StoreFullException.class, ProblemType.STORE_FULL),
            Map.entry(ImpossibleRegionException.class, ProblemType.IMPOSSIBLE_REGION),
            Map.entry(PictureTooLargeException.class, ProblemType.PICTURE_TOO_LARGE),
            Map.entry(NotReproducibleException.class, ProblemType.NOT_REPRODUCIBLE));

    private CoreProblems() {}

    static ProblemException of(RuntimeException e) {
        if (e instanceof AcpiTableException table) {
            String place = "%s, byte offset %d".formatted(table.table().toLowerCase(Locale.ROOT), table.offset());
            return at(ProblemType.MALFORMED_FILE, place, e);
        }
        if (e instanceof CaptureException capture) {
            return at(ProblemType.MALFORMED_FILE, capture.place(), e);
        }
        if (e instanceof UnusableFileException file) {
            return at(file.isTooLarge() ? ProblemType.TOO_LARGE : ProblemType.MALFORMED_FILE, file.place(), e);
        }
        if (e instanceof UnknownKernelException) {
            return at(ProblemType.UNKNOWN_KERNEL, "kernel", e);
        }
        if (e instanceof ComparisonTooLargeException) {
            return at(ProblemType.MALFORMED_PARAMETER, "kernel", e);
        }
        ProblemType type = TYPES.getOrDefault(e.getClass(), ProblemType.INTERNAL_ERROR);
        return new ProblemException(type, message(e, type), List.of());
    }

    private static ProblemException at(ProblemType type, String place, RuntimeException e) {
        String message = message(e, type);
        return new ProblemException(type, message, List.of(new FieldProblem(place, message)));
    }

    private static String message(RuntimeException e, ProblemType type) {
        return e.getMessage() == null ? type.meaning() : e.getMessage();
    }
}
