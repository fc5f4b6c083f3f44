package io.targetnode.topology;

/** The upload is well-formed but describes no possible machine. The message states what is missing or contradictory. */
public final class ImpossibleMachineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImpossibleMachineException(String message) {
        super(message);
    }
}
