package io.targetnode.topology;

/** The upload lacks a fact without which no machine can be replayed. The message states what was read, and what to upload. */
public final class IncompleteMachineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IncompleteMachineException(String message) {
        super(message);
    }
}
