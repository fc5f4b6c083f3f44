package io.targetnode.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the version of this service; several processes may do so at once. */
final class Migrations {

    private static final List<MigrationState> OF_A_NEWER_SERVICE =
            List.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    /** A database that is just starting is waited for, a second each time. */
    private static final int CONNECT_RETRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** @throws StoreSetupException if a newer service has written the database, or it cannot be reached */
    static void run(DataSource source, Dialect dialect) {
        upTo("latest", source, dialect);
    }

    /** As {@link #run}, and no further than to a version. */
    static void upTo(String version, DataSource source, Dialect dialect) {
        Flyway flyway = Flyway.configure()
                .target(version)
                .dataSource(source)
                .placeholders(Map.of("bytewise", dialect.bytewise()))
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(1)
                .load();
        try {
            requireKnown(flyway.info().all());
            flyway.migrate();
            LOG.info("The store is at version {}", flyway.info().current().getVersion());
        } catch (FlywayException e) {
            throw new StoreSetupException(
                    "The store cannot be opened: " + reason(e),
                    "See that the database is there, can be reached and can be written.",
                    e);
        }
    }

    /** What the database says: the words around it may show the URL, in which there may be a password. */
    private static String reason(FlywayException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .findFirst()
                .orElseGet(() -> e.getClass().getSimpleName());
    }

    private static void requireKnown(MigrationInfo[] migrations) {
        Arrays.stream(migrations)
                .filter(migration -> OF_A_NEWER_SERVICE.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .reduce((first, last) -> last)
                .ifPresent(version -> {
                    throw new StoreSetupException(
                            "The store has version %s, which a newer targetnode wrote; this one knows up to %s."
                                    .formatted(version, newestKnown(migrations)),
                            "Start the newer targetnode again, or restore an export of before into another store.");
                });
    }

    private static String newestKnown(MigrationInfo[] migrations) {
        return Arrays.stream(migrations)
                .filter(migration -> !OF_A_NEWER_SERVICE.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .reduce((first, last) -> last)
                .map(MigrationVersion::toString)
                .orElse("none");
    }
}
