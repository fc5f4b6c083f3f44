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
        mostOfOneAddress().stream()
                .map(connection -> new Silence(connection, silentMillis(connection)))
                .filter(silence -> silence.millis() > SILENT_MILLIS)
                .sorted(Comparator.comparingLong(Silence::millis).reversed())
                .limit(spare() / 4 + 1)
                .forEach(silence -> GuardedEndpoint.close(silence.connection()));
    }

    /** A connection with the time since its last use, read once because it may change at any time. */
    private record Silence(SocketWrapperBase<NioChannel> connection, long millis) {}

    private Collection<SocketWrapperBase<NioChannel>> mostOfOneAddress() {
        return endpoint.getConnections().stream()
                .collect(
                        Collectors.groupingBy(connection -> Objects.requireNonNullElse(connection.getRemoteAddr(), "")))
                .values()
                .stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** The time since the last use; for a connection that occupies a thread, the time since it began to. */
    private long silentMillis(SocketWrapperBase<NioChannel> connection) {
        Occupation occupation = occupied.get(connection);
        return occupation == null
                ? System.currentTimeMillis()
                        - Math.max(((NioSocketWrapper) connection).getLastRead(), GuardedEndpoint.lastWrite(connection))
                : occupation.millis();
    }
}
