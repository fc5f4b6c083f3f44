package io.targetnode.api.lookup;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.resolve.TargetNodeResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** All open batch streams, and the permits, memory and buffers that they share. */
public final class BatchStreams {

    /** Memory of a stream with a slow client, without the waiting answers. */
    public static final int STREAM_BYTES = 464 << 10;

    /** A block of answers. Tomcat writes it without a copy if the buffers of the response and the socket have the same size. */
    public static final int BLOCK_BYTES = 64 << 10;

    private static final int POOLED_BUFFERS = 2 * Runtime.getRuntime().availableProcessors();

    private final MemoryBudget budget;
    private final HandlerExceptionResolver problems;
    private final int limit;
    private final Duration idleTimeout;
    private final MinimumRate minimumRate;
    private final Semaphore permits;
    private final Queue<StreamBuffers> pool = new ArrayBlockingQueue<>(POOLED_BUFFERS);

    /**
     * @param budget the memory for answers that wait for their clients
     * @param problems renders the faults of a body
     * @param limit maximum number of open streams
     * @param idleTimeout a stream ends if the container reports nothing for this time; zero for no limit
     * @param minimumRate a stream ends if it is slower
     */
    public BatchStreams(
            MemoryBudget budget,
            HandlerExceptionResolver problems,
            int limit,
            Duration idleTimeout,
            MinimumRate minimumRate) {
        this.budget = budget;
        this.problems = problems;
        this.limit = limit;
        this.idleTimeout = idleTimeout;
        this.minimumRate = minimumRate;
        this.permits = new Semaphore(limit);
    }

    /** The number of open streams. */
    public int count() {
        return limit - permits.availablePermits();
    }

    /**
     * Answers a body of plain octets whose length is in the request. The headers of the answer are set already.
     *
     * @return false, with the response reset, if there are too many streams
     */
    public boolean openOctets(HttpServletRequest request, HttpServletResponse response, TargetNodeResolver resolver)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(OctetBatch.answerLength(request.getContentLengthLong()));
        return open(request, response, new OctetBatch(resolver, AddressUnit.OF_BYTES));
    }

    /**
     * Answers the body of the request. The headers of the answer are set already; a failure resets them.
     *
     * @throws ProblemException if there are too many streams
     */
    void openOrRefuse(HttpServletRequest request, HttpServletResponse response, BatchCodec codec) throws IOException {
        if (!open(request, response, codec)) {
            throw new ProblemException(
                    ProblemType.BUSY, "All %d streams of addresses are in use.".formatted(limit), List.of());
        }
    }

    private boolean open(HttpServletRequest request, HttpServletResponse response, BatchCodec codec)
            throws IOException {
        if (!permits.tryAcquire()) {
            response.reset();
            return false;
        }
        BatchStream stream;
        try {
            response.setBufferSize(BLOCK_BYTES);
            stream = new BatchStream(this, request, response, codec);
        } catch (IOException | RuntimeException | Error e) {
            release();
            response.reset();
            throw e;
        }
        stream.start();
        return true;
    }

    /** Releases the permit of a stream that has ended. */
    void release() {
        permits.release();
    }

    Duration idleTimeout() {
        return idleTimeout;
    }

    MinimumRate minimumRate() {
        return minimumRate;
    }

    MemoryReservation reserveMemory() {
        return budget.reserve();
    }

    StreamBuffers takeBuffers() {
        StreamBuffers pooled = pool.poll();
        return pooled == null ? new StreamBuffers() : pooled;
    }

    /** Returns buffers to the pool. The caller must not use them afterwards. */
    void returnToPool(StreamBuffers buffers) {
        pool.offer(buffers);
    }

    /**
     * Sends a problem instead of an answer.
     *
     * @throws IOException if a part of the answer has been sent; the container then closes the connection
     */
    void refuse(HttpServletRequest request, HttpServletResponse response, ProblemException fault) throws IOException {
        if (response.isCommitted()) {
            throw new IOException(fault);
        }
        response.reset();
        problems.resolveException(request, response, null, fault);
    }
}
