package io.targetnode.api.problem;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.analysis.ComparisonTooLargeException;
import io.targetnode.analysis.picture.PictureTooLargeException;
import io.targetnode.analysis.regions.ImpossibleRegionException;
import io.targetnode.analysis.reproduction.NotReproducibleException;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.GzipException;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.QuotaExceededException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.intake.UnusableFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Maps exceptions of the core to problems. The core does not depend on HTTP, and writes its messages for clients. */
final class CoreProblems {

    private static final Map<Class<? extends RuntimeException>, ProblemType> TYPES = Map.ofEntries(
            Map.entry(AcpiTableException.class, ProblemType.MALFORMED_FILE),
            Map.entry(CaptureException.class, ProblemType.MALFORMED_FILE),
            Map.entry(UnusableFileException.class, ProblemType.MALFORMED_FILE),
            Map.entry(UnknownKernelException.class, ProblemType.UNKNOWN_KERNEL),
            Map.entry(ComparisonTooLargeException.class, ProblemType.MALFORMED_PARAMETER),
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
            Map.entry(QuotaExceededException.class, ProblemType.QUOTA_EXCEEDED),
            Map.entry(ImpossibleRegionException.class, ProblemType.IMPOSSIBLE_REGION),
            Map.entry(PictureTooLargeException.class, ProblemType.PICTURE_TOO_LARGE),
            Map.entry(NotReproducibleException.class, ProblemType.NOT_REPRODUCIBLE));

    private CoreProblems() {}

    /** The problem of an exception; empty if neither the core nor the API throws it to refuse a request. */
    static Optional<ProblemException> find(Throwable e) {
        if (e instanceof ProblemException problem) {
            return Optional.of(problem);
        }
        if (e instanceof GzipException gzip) {
            return Optional.of(ProblemException.body(gzip.place(), String.valueOf(gzip.getMessage())));
        }
        return type(e).map(type -> {
            String message = e.getMessage() == null ? type.meaning() : e.getMessage();
            return new ProblemException(
                    type,
                    message,
                    place(e).map(place -> new FieldProblem(place, message)).stream()
                            .toList());
        });
    }

    private static Optional<ProblemType> type(Throwable e) {
        return e instanceof UnusableFileException file && file.isTooLarge()
                ? Optional.of(ProblemType.TOO_LARGE)
                : Optional.ofNullable(TYPES.get(e.getClass()));
    }

    /** The file or the parameter with the fault. */
    private static Optional<String> place(Throwable e) {
        if (e instanceof AcpiTableException table) {
            return Optional.of("%s, byte offset %d".formatted(table.table().toLowerCase(Locale.ROOT), table.offset()));
        }
        if (e instanceof CaptureException capture) {
            return Optional.of(capture.place());
        }
        if (e instanceof UnusableFileException file) {
            return Optional.of(file.place());
        }
        return e instanceof UnknownKernelException || e instanceof ComparisonTooLargeException
                ? Optional.of("kernel")
                : Optional.empty();
    }
}
