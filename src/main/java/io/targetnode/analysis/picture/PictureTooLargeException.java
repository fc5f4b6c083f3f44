package io.targetnode.analysis.picture;

/** Thrown if a picture would have too many blocks. */
public final class PictureTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PictureTooLargeException(int blocks, int max) {
        super("The picture would have %,d blocks; at most %,d are drawn.".formatted(blocks, max));
    }
}
