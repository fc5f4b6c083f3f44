package io.targetnode.api.lookup;

import io.targetnode.api.body.AbortConnection;
import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A batch that is answered as it arrives, both ways at once, and without a thread that waits: the container calls when bytes
 * have arrived and when the client takes some. Answers are written when there is a block of them, and whatever there is when
 * nothing more has arrived; so who sends some addresses and waits for their answers gets them.
 *
 * <p>Only the container's threads are in here, one at a time: what may be done with a request when is their order. Whoever
 * sends nothing while it is waited for, or takes nothing while answers wait, is cut off by the container. An exception that is let out has it close the connection, which
 * is what a client needs to see that an answer is not whole.
 */
final class BatchStream implements ReadListener, WriteListener, AsyncListener {

    private final ArrivingBody body;
    private final BatchCodec codec;
    private final WaitingAnswers answers;
    private final AsyncContext async;
    private final IdleLimit idle;
    private final ServletOutputStream out;
    private final Refusal refusal;
    private final Runnable done;
    private final Runnable gone;
    private Optional<ProblemException> fault = Optional.empty();
    private boolean ended;
    private boolean completed;

    /** Answers with a problem instead. */
    @FunctionalInterface
    interface Refusal {

        /** @throws IOException if it is too late for that */
        void with(ProblemException fault) throws IOException;
    }

    /**
     * @param async of the request, just started
     * @param idle ends it should the container not tell of the client any more
     * @param out of the response
     * @param done is told when all is answered, and nobody reads or writes any more
     * @param gone is told when the request is over, however it ended
     */
    BatchStream(
            ArrivingBody body,
            BatchCodec codec,
            WaitingAnswers answers,
            AsyncContext async,
            IdleLimit idle,
            ServletOutputStream out,
            Refusal refusal,
            Runnable done,
            Runnable gone) {
        this.body = body;
        this.codec = codec;
        this.answers = answers;
        this.async = async;
        this.idle = idle;
        this.out = out;
        this.refusal = refusal;
        this.done = done;
        this.gone = gone;
    }

    @Override
    public void onDataAvailable() throws IOException {
        goOn();
    }

    @Override
    public void onAllDataRead() throws IOException {
        goOn();
    }

    @Override
    public void onWritePossible() throws IOException {
        goOn();
    }

    /** The container ends the request, and tells so next. */
    @Override
    public void onError(Throwable failure) {
        completed = true;
    }

    @Override
    public void onError(AsyncEvent event) {
        completed = true;
        event.getAsyncContext().complete();
    }

    /** There is no time limit for the whole: this is the limit of being idle. An answer that is not whole is not ended. */
    @Override
    public void onTimeout(AsyncEvent event) {
        AbortConnection.of(event.getAsyncContext().getRequest());
        onError(event);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed = true;
        body.close();
        answers.close();
        gone.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Is started once, before this listens.
    }

    /** Takes and writes as long as the client does its part. */
    private void goOn() throws IOException {
        boolean more = !completed;
        while (more) {
            boolean taken = take();
            boolean sent = send(taken);
            more = taken || sent;
        }
        if (ended && !completed && answers.isEmpty() && out.isReady()) {
            completed = true;
            if (fault.isPresent()) {
                refusal.with(fault.get());
            }
            done.run();
            async.complete();
        }
        if (!completed) {
            idle.renew();
        }
    }

    /** Whether anything was taken; if not, nothing has arrived, or there is no room, or it was the end. */
    private boolean take() throws IOException {
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

    /** Whether anything was written; if not, the client takes nothing, or there is nothing. */
    private boolean send(boolean wholeBlocksOnly) throws IOException {
        boolean sent = false;
        while ((wholeBlocksOnly ? answers.hasWholeBlock() : !answers.isEmpty()) && out.isReady()) {
            ByteBuffer block = answers.take();
            out.write(block.array(), block.arrayOffset(), block.limit());
            // What is less than a block, the container sends when it is told to.
            if (out.isReady()) {
                out.flush();
            }
            answers.reuse(block);
            sent = true;
        }
        return sent;
    }
}
