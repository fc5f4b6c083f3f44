package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.SpareGrant;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.resolve.TargetNodeResolver;
import jakarta.servlet.AsyncContext;
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

/** All batches that are streamed at the moment. */
public final class BatchStreams {

    /** What a stream takes whose client is slow, without the answers that wait for it. */
    public static final int STREAM_BYTES = 464 << 10;

    /** So many batches at a time use buffers again; others make their own. */
    private static final int KEPT_BUFFERS = 2 * Runtime.getRuntime().availableProcessors();

    private final MemoryBudget budget;
    private final HandlerExceptionResolver problems;
    private final int limit;
    private final Duration idle;
    private final Semaphore free;
    private final Queue<StreamBuffers> buffers = new ArrayBlockingQueue<>(KEPT_BUFFERS);

    /**
     * @param budget for answers that wait for their clients
     * @param problems renders what is wrong with a body
     * @param limit so many at a time at most
     * @param idle how long one may be open of which the container tells nothing; zero for any time
     */
    public BatchStreams(MemoryBudget budget, HandlerExceptionResolver problems, int limit, Duration idle) {
        this.budget = budget;
        this.problems = problems;
        this.limit = limit;
        this.idle = idle;
        this.free = new Semaphore(limit);
    }

    /** How many are open. */
    public int count() {
        return limit - free.availablePermits();
    }

    /**
     * Answers the body of the request. The head of the response is set already, and not sent; it is undone if this fails.
     *
     * @throws ProblemException if there are too many streams
     */
    void openOrRefuse(HttpServletRequest request, HttpServletResponse response, BatchCodec codec) throws IOException {
        if (!open(request, response, codec)) {
            throw new ProblemException(
                    ProblemType.BUSY, "All %d streams of addresses are taken.".formatted(limit), List.of());
        }
    }

    /**
     * Answers a body of octets, whose length is in the request. The headers of the answer are set already.
     *
     * @param resolver answers the addresses
     * @return false, with the response reset, if there are too many streams
     */
    public boolean openOctets(HttpServletRequest request, HttpServletResponse response, TargetNodeResolver resolver)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(OctetBatch.answerLength(request.getContentLengthLong()));
        return open(request, response, new OctetBatch(resolver, AddressUnit.OF_BYTES));
    }

    /** The same; false if there are too many streams. */
    private boolean open(HttpServletRequest request, HttpServletResponse response, BatchCodec codec)
            throws IOException {
        if (!free.tryAcquire()) {
            response.reset();
            return false;
        }
        response.setBufferSize(StreamBuffers.BLOCK_BYTES);
        BatchStream stream = startOrRelease(request, response, codec);
        // In this order, which is that of the container's first calls: before it has called for writing nothing may be
        // written, and what has arrived meanwhile would be answered into memory, to be sent all at once.
        response.getOutputStream().setWriteListener(stream);
        request.getInputStream().setReadListener(stream);
        return true;
    }

    private BatchStream startOrRelease(HttpServletRequest request, HttpServletResponse response, BatchCodec codec)
            throws IOException {
        boolean started = false;
        try {
            BatchStream stream = start(request, response, codec);
            started = true;
            return stream;
        } finally {
            if (!started) {
                free.release();
                response.reset();
            }
        }
    }

    /** From then on the container tells how the stream ends. */
    private BatchStream start(HttpServletRequest request, HttpServletResponse response, BatchCodec codec)
            throws IOException {
        StreamBuffers spare = buffers.poll();
        StreamBuffers taken = spare == null ? new StreamBuffers() : spare;
        AsyncContext async = request.startAsync();
        IdleLimit idleLimit = new IdleLimit(async, idle);
        BatchStream stream = new BatchStream(
                new ArrivingBody(request.getInputStream(), BodyCoding.of(request), taken),
                codec,
                new WaitingAnswers(new SpareGrant(budget), taken),
                async,
                idleLimit,
                response.getOutputStream(),
                fault -> refuse(request, response, fault),
                () -> buffers.offer(taken),
                free::release);
        idleLimit.renew();
        async.addListener(stream);
        return stream;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ProblemException fault)
            throws IOException {
        if (response.isCommitted()) {
            // To end as if the answer were whole would be a lie; the container breaks the connection instead.
            throw new IOException(fault);
        }
        response.reset();
        problems.resolveException(request, response, null, fault);
    }
}
