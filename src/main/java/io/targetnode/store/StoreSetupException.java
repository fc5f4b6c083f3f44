package io.targetnode.store;

/** The store cannot be opened as things are; a person has to do something. */
public final class StoreSetupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what is wrong, a sentence
     * @param remedy what to do about it, a sentence
     */
    public StoreSetupException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    StoreSetupException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do about it, a sentence. */
    public String remedy() {
        return remedy;
    }
}
