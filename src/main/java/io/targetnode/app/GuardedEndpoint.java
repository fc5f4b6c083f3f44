package io.targetnode.app;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Keeps slow clients from taking all threads and connections.
 *
 * <p>A connection that occupies a thread is closed if the thread waits for the client, and the client has read nothing for half a
 * minute and sends its body at less than {@link #MIN_BYTES_PER_SECOND}. A connection whose header is incomplete for that time is
 * closed too. While most connections are in use, each new connection closes {@link SilentConnections}.
 */
final class GuardedEndpoint extends NioEndpoint {

    static final long GRACE_MILLIS = 30_000;

    static final long MIN_BYTES_PER_SECOND = 4096;

    private static final long PERIOD_MILLIS = 250;

    private final Map<SocketWrapperBase<NioChannel>, Occupation> occupied = new ConcurrentHashMap<>();
    /** Connections with an incomplete header, and the first of the threads that have read a part of it. */
    private final Map<SocketWrapperBase<NioChannel>, Occupation> incomplete = new ConcurrentHashMap<>();

    private final SilentConnections silent = new SilentConnections(this, occupied);

    private Optional<ScheduledExecutorService> watch = Optional.empty();

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, getName() + "-SlowClients");
            created.setDaemon(true);
            return created;
        });
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::closeSlow, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        watch = Optional.of(thread);
    }

    @Override
    public void stopInternal() {
        watch.ifPresent(ScheduledExecutorService::shutdownNow);
        super.stopInternal();
    }

    @Override
    protected SocketProcessorBase<NioChannel> createSocketProcessor(
            SocketWrapperBase<NioChannel> socketWrapper, SocketEvent event) {
        return new WatchedProcessor(socketWrapper, event);
    }

    private final class WatchedProcessor extends SocketProcessor {

        WatchedProcessor(SocketWrapperBase<NioChannel> socketWrapper, SocketEvent event) {
            super(socketWrapper, event);
        }

        @Override
        protected void doRun() {
            SocketWrapperBase<NioChannel> connection = socketWrapper;
            Occupation occupation = Occupation.begin();
            occupied.put(connection, occupation);
            try {
                super.doRun();
            } finally {
                Occupation.end();
                occupied.remove(connection, occupation);
                noteHeader(connection, occupation);
            }
        }
    }

    private void noteHeader(SocketWrapperBase<NioChannel> connection, Occupation occupation) {
        boolean isIncomplete = !occupation.hasRequest()
                && connection.getCurrentProcessor() instanceof Processor processor
                && !processor.isAsync();
        if (isIncomplete) {
            incomplete.putIfAbsent(connection, occupation);
        } else {
            incomplete.remove(connection);
        }
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        silent.closeIfMany();
        return super.setSocketOptions(socket);
    }

    /** Also runs while the acceptor waits for a free connection. */
    private void closeSlow() {
        try {
            closeStalled();
            closeIncomplete();
        } catch (RuntimeException e) {
            getLog().error("Slow clients could not be closed", e);
        }
        silent.closeIfMany();
    }

    private void closeIncomplete() {
        incomplete.keySet().removeIf(SocketWrapperBase::isClosed);
        incomplete.forEach((connection, first) -> {
            if (first.millis() > GRACE_MILLIS) {
                close(connection);
            }
        });
    }

    private void closeStalled() {
        occupied.forEach((connection, occupation) -> {
            if (isStalled(connection, occupation)) {
                close(connection);
            }
        });
    }

    private static boolean isStalled(SocketWrapperBase<NioChannel> connection, Occupation occupation) {
        long sinceWrite = System.currentTimeMillis() - lastWrite(connection);
        long waitedMillis = Math.min(occupation.millis(), sinceWrite) - GRACE_MILLIS;
        return waitedMillis > 0
                && occupation.waits()
                && occupation.bytesReceived() < waitedMillis / 1_000 * MIN_BYTES_PER_SECOND;
    }

    static long lastWrite(SocketWrapperBase<NioChannel> connection) {
        return ((NioSocketWrapper) connection).getLastWrite();
    }

    /**
     * Ends both directions. A thread that waits for the client then fails, and Tomcat closes the connection. Answers that the client
     * has not read are discarded; the kernel would otherwise keep them.
     */
    static void close(SocketWrapperBase<NioChannel> connection) {
        @Nullable SocketChannel channel = connection.getSocket().getIOChannel();
        if (channel == null || connection.isClosed()) {
            // Tomcat has closed it, and reuses its buffers for another one.
            return;
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.shutdownInput();
            channel.shutdownOutput();
        } catch (IOException e) {
            // The client or Tomcat has closed the connection.
        }
    }
}
