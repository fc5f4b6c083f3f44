package io.targetnode.store;

/** What the databases do not have in common. */
enum Dialect {
    SQLITE("collate binary"),
    POSTGRESQL("collate \"C\"");

    private final String bytewise;

    Dialect(String bytewise) {
        this.bytewise = bytewise;
    }

    /** Has a column compared byte by byte, whatever the locale of the database. */
    String bytewise() {
        return bytewise;
    }

    /** @throws StoreSetupException if it is neither */
    static Dialect of(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new StoreSetupException(
                "spring.datasource.url is of neither PostgreSQL nor SQLite.",
                "Set it to jdbc:postgresql://<host>:<port>/<database>, or leave it out for the embedded store.");
    }
}
