package io.targetnode.topology;

/** What was uploaded is well-formed, and no machine can be made of it: the message says what is missing or contradicts. */
public final class ImpossibleMachineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImpossibleMachineException(String message) {
        super(message);
    }
}
