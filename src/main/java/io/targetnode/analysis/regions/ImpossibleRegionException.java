package io.targetnode.analysis.regions;

/** No driver can add this range as memory, on any kernel: there is no such window, or the range is not free or not described. */
public final class ImpossibleRegionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImpossibleRegionException(String message) {
        super(message);
    }
}
