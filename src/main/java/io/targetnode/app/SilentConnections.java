package io.targetnode.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections while most are in use: of the address that has the most connections, those that have been silent longest. So a
 * client that opens many connections loses only its own.
 *
 * @param endpoint has the connections
 * @param occupied the connections that occupy a thread
 */
record SilentConnections(GuardedEndpoint endpoint, Map<SocketWrapperBase<NioChannel>, Occupation> occupied) {

    /** A connection that was used more recently is not closed for another one. */
    private static final long SILENT_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SilentConnections.class);

    void closeIfMany() {
        try {
            // A limit of -1 means that connections are not limited.
            if (endpoint.getMaxConnections() > 0
                    && endpoint.getConnectionCount() > endpoint.getMaxConnections() - spare()) {
                close();
            }
        } catch (RuntimeException e) {
            // An exception would leave the connection that is being accepted open for ever.
            LOG.error("Silent connections could not be closed", e);
        }
    }

    /** The number of connections that are kept free, so that accepting a new one never waits. */
    private int spare() {
        return Math.max(1, endpoint.getMaxConnections() / 8);
    }

    private void close() {
        long limit = System.currentTimeMillis() - SILENT_MILLIS;
        mostOfOneAddress().stream()
                .map(connection -> new Use(connection, lastUse(connection)))
                .filter(use -> use.lastMillis() < limit)
                .sorted(Comparator.comparingLong(Use::lastMillis))
                .limit(spare() / 4 + 1)
                .forEach(use -> GuardedEndpoint.close(use.connection()));
    }

    /** A connection with the time of its last use, read once because it may change at any time. */
    private record Use(SocketWrapperBase<NioChannel> connection, long lastMillis) {}

    private Collection<SocketWrapperBase<NioChannel>> mostOfOneAddress() {
        return endpoint.getConnections().stream()
                .collect(
                        Collectors.groupingBy(connection -> Objects.requireNonNullElse(connection.getRemoteAddr(), "")))
                .values()
                .stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** The time of the last use; for a connection that occupies a thread, the time at which it began to. */
    private long lastUse(SocketWrapperBase<NioChannel> connection) {
        Occupation occupation = occupied.get(connection);
        return occupation == null
                ? Math.max(((NioSocketWrapper) connection).getLastRead(), GuardedEndpoint.lastWrite(connection))
                : occupation.sinceMillis();
    }
}
