package io.targetnode.api.lookup;

/** Makes answers of addresses that arrive in pieces, cut anywhere. */
interface BatchCodec {

    /**
     * Takes a piece of the body.
     *
     * @param bytes the first {@code length} are the piece
     * @param answers gets what is answered to it
     * @throws io.targetnode.api.problem.ProblemException if the body cannot be answered
     */
    void accept(byte[] bytes, int length, WaitingAnswers answers);

    /** The body has ended; the same rules. */
    void end(WaitingAnswers answers);
}
