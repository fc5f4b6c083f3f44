package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrates a database to the schema of this version. Several processes may run it at the same time. */
final class Migrations {

    private static final List<MigrationState> NEWER_STATES =
            List.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    /** Retries, one second apart, while the database is starting. */
    private static final int CONNECT_RETRIES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** @throws StoreSetupException if a newer version has migrated the database, or it cannot be reached */
    static void run(DataSource source, Dialect dialect) {
        upTo("latest", source, dialect);
    }

    /** As {@link #run}, but stops at a version. */
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
            LOG.info(
                    "The schema of the store is at version {}",
                    flyway.info().current().getVersion());
        } catch (FlywayException e) {
            throw new StoreSetupException(
                    "The store%s cannot be opened: %s".formatted(place(source), reason(e)), remedy(e), e);
        }
    }

    /** {@code " 'topologies' at db.example:5432"}; empty for the embedded store. */
    private static String place(DataSource source) {
        @Nullable
        Properties url = source instanceof HikariDataSource pool ? Driver.parseURL(pool.getJdbcUrl(), null) : null;
        return url == null
                ? ""
                : " '%s' at %s:%s"
                        .formatted(
                                PGProperty.PG_DBNAME.getOrDefault(url),
                                PGProperty.PG_HOST.getOrDefault(url),
                                PGProperty.PG_PORT.getOrDefault(url));
    }

    /** Whether the database has tables, but not the list of migrations. */
    private static boolean isForeign(FlywayException e) {
        return e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE;
    }

    private static String remedy(FlywayException e) {
        return isForeign(e)
                ? "Use an empty database, or set TARGETNODE_DATA_DIR to another directory."
                : "Check that the database exists, is reachable and is writable.";
    }

    /** The message of the database and of its cause only: other messages may contain the URL and so a password. */
    private static String reason(FlywayException e) {
        if (isForeign(e)) {
            return "the database has tables of another program, and none of targetnode.";
        }
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((above, below) -> below)
                .map(cause -> cause.getCause() instanceof IOException io
                        ? cause.getMessage() + " " + io
                        : String.valueOf(cause.getMessage()))
                .orElseGet(() -> e.getClass().getSimpleName());
    }

    private static void requireKnown(MigrationInfo[] migrations) {
        Arrays.stream(migrations)
                .filter(migration -> NEWER_STATES.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .reduce((first, last) -> last)
                .ifPresent(version -> {
                    throw new StoreSetupException(
                            "The schema of the store has version %s, written by a newer targetnode; this one supports versions up to %s."
                                    .formatted(version, newestKnown(migrations)),
                            "Start the newer targetnode again, or import an export from before the upgrade into an empty store.");
                });
    }

    private static String newestKnown(MigrationInfo[] migrations) {
        return Arrays.stream(migrations)
                .filter(migration -> !NEWER_STATES.contains(migration.getState()))
                .map(MigrationInfo::getVersion)
                .reduce((first, last) -> last)
                .map(MigrationVersion::toString)
                .orElse("none");
    }
}
