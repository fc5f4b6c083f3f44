package io.targetnode.api.lookup;

/** Answers addresses that arrive in pieces, cut anywhere. */
interface BatchCodec {

    /**
     * Answers a piece of the body.
     *
     * @param bytes those from {@code from} on, and before {@code to}, are the piece
     * @param answers gets what is answered to it
     * @throws io.targetnode.api.problem.ProblemException if the body cannot be answered
     */
    void accept(byte[] bytes, int from, int to, WaitingAnswers answers);

    /** Ends the body. Throws as {@link #accept} does. */
    void end(WaitingAnswers answers);
}
