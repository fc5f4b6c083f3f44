package io.targetnode.api.lookup;

/** Answers the addresses of a body that arrives in pieces. A piece may end anywhere, even within an address. */
interface BatchCodec {

    /**
     * Answers a piece of the body.
     *
     * @param bytes contains the piece, from index {@code from} to before index {@code to}
     * @param answers receives the answers
     * @throws io.targetnode.api.problem.ProblemException if the body cannot be answered
     */
    void accept(byte[] bytes, int from, int to, WaitingAnswers answers);

    /** Ends the body. Throws as {@link #accept} does. */
    void end(WaitingAnswers answers);
}
