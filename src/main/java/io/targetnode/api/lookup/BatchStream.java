package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.body.ConnectorResponse;
import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A batch that is answered while it arrives. No thread blocks: the container calls when bytes have arrived and when the client
 * accepts more. Complete blocks of answers are written immediately. An incomplete block is written when no more input is
 * available, so that a client may send some addresses and wait for their answers.
 *
 * <p>Only the container's threads call this class, one at a time. The container closes the connection of a client that sends
 * nothing while input is expected, or accepts nothing while answers wait. It also closes the connection after an exception from
 * this class, which shows the client that the answer is incomplete. A stream below the {@link MinimumRate} is aborted.
 */
final class BatchStream implements ReadListener, WriteListener, AsyncListener {

    private final BatchStreams streams;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final BatchCodec codec;
    private final StreamBuffers buffers;
    private final ServletInputStream in;
    private final ServletOutputStream out;
    private final ArrivingBody body;
    private final WaitingAnswers answers;
    private final AsyncContext async;
    private final MinimumRate.Check rate;
    private final long startNanos = System.nanoTime();
    private Optional<ProblemException> fault = Optional.empty();
    private boolean ended;
    private boolean completed;

    /** Starts asynchronous processing of the request. */
    BatchStream(BatchStreams streams, HttpServletRequest request, HttpServletResponse response, BatchCodec codec)
            throws IOException {
        this.streams = streams;
        this.request = request;
        this.response = response;
        this.codec = codec;
        async = request.startAsync();
        buffers = streams.takeBuffers();
        in = request.getInputStream();
        out = response.getOutputStream();
        body = new ArrivingBody(in, BodyCoding.of(request), buffers);
        answers = new WaitingAnswers(streams.reserveMemory(), buffers);
        rate = new MinimumRate.Check(streams.minimumRate());
    }

    /** Registers with the container, which calls {@link #onComplete} at the end of the request. */
    void start() {
        renewTimeout();
        async.addListener(this);
        ConnectorResponse.acknowledge(async.getRequest());
        // The container makes its first calls in this order. Nothing may be written before its first call for writing.
        // If its first call were for reading, all answers to the input would wait in memory until the call for writing.
        out.setWriteListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        proceed();
    }

    @Override
    public void onAllDataRead() throws IOException {
        proceed();
    }

    @Override
    public void onWritePossible() throws IOException {
        proceed();
    }

    /** The container ends the request, and calls {@link #onComplete} next. */
    @Override
    public void onError(Throwable failure) {
        completed = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        completed = true;
        event.getAsyncContext().complete();
    }

    /** Aborts the connection, because a regular end would make an incomplete answer look complete. */
    @Override
    public void onTimeout(AsyncEvent event) {
        abort();
    }

    private void abort() {
        ConnectorResponse.abortConnection(request);
        completed = true;
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        body.close();
        answers.close();
        streams.release();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Called only if startAsync() is called again, which this class does not do.
    }

    /** Reads and writes until neither is possible. */
    private void proceed() throws IOException {
        boolean more = !completed;
        while (more) {
            boolean read = read();
            // Answers to a compressed body wait until its ratio is checked, so that it can still be refused.
            boolean written = !(read && body.isUnchecked()) && write(read);
            more = read || written;
        }
        if (ended && !completed && answers.isEmpty() && out.isReady()) {
            completed = true;
            if (fault.isPresent()) {
                streams.refuse(request, response, fault.get());
            }
            streams.returnToPool(buffers);
            async.complete();
        }
        if (!completed && rate.isTooSlow()) {
            abort();
        }
        if (!completed) {
            renewTimeout();
        }
    }

    /** Returns whether bytes were read. If not, none have arrived, too many answers wait, or the body has ended. */
    private boolean read() throws IOException {
        if (ended || !answers.mayGrow()) {
            return false;
        }
        try {
            int arrived = body.next();
            if (arrived == ArrivingBody.END) {
                codec.end(answers);
                ended = true;
            }
            if (arrived > 0) {
                rate.count(arrived);
                codec.accept(body.bytes(), 0, arrived, answers);
            }
            return arrived > 0;
        } catch (ProblemException e) {
            answers.close();
            fault = Optional.of(e);
            ended = true;
            return false;
        }
    }

    /** Returns whether anything was written. If not, the client accepts nothing, or no answers wait. */
    private boolean write(boolean completeBlocksOnly) throws IOException {
        boolean written = false;
        while ((completeBlocksOnly ? answers.hasCompleteBlock() : !answers.isEmpty()) && out.isReady()) {
            ByteBuffer block = answers.take();
            out.write(block.array(), block.arrayOffset(), block.limit());
            rate.count(block.limit());
            // The container buffers less than a block until it is flushed.
            if (out.isReady()) {
                out.flush();
            }
            answers.reuse(block);
            written = true;
        }
        return written;
    }

    /**
     * Ends the stream if the container reports nothing for the timeout. The container closes idle connections much earlier.
     * This timeout ends the streams that it loses track of, which would otherwise never release their permit.
     *
     * <p>The container counts from the start of the request, so each call extends the timeout by the time passed. The Servlet
     * API allows this only before the first thread of the request returns. Tomcat allows it at any time. Once a second, Tomcat
     * checks the timeouts of requests that have no thread. It never ends a request while a thread works on it, so no lock is
     * needed.
     */
    private void renewTimeout() {
        long timeout = streams.idleTimeout().toMillis();
        async.setTimeout(timeout == 0 ? 0 : timeout + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
    }
}
