package io.targetnode.store;

/** The store cannot be opened until an operator fixes its configuration or environment. */
public final class StoreSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what is wrong, in a sentence
     * @param remedy what the operator should do, in a sentence
     */
    public StoreSetupException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    StoreSetupException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What the operator should do, in a sentence. */
    public String remedy() {
        return remedy;
    }
}
