package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL of the tests: one server for the whole run, and a new database for each call. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** The server starts at the first use and stops with the JVM. Its data need not survive a crash. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(true)
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The template with the current schema: copying it is faster than migrating each database. */
    private static final class Template {

        static final String NAME = create();

        private static String create() {
            String url = emptyDatabase();
            try (HikariDataSource pool = StorePools.shared(url, null, null)) {
                Migrations.run(pool, Dialect.POSTGRESQL);
            }
            return url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        }
    }

    /** The URL of a new database without topologies. Its default collation is linguistic, not byte by byte. */
    public static String newDatabase() {
        return create("template " + Template.NAME);
    }

    /** The URL of a new database without a schema. */
    static String emptyDatabase() {
        return create("template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' locale 'C'");
    }

    private static String create(String options) {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + options);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Server.RUNNING.getJdbcUrl("postgres", name);
    }
}
