package io.targetnode.store;

/** The differences between the supported databases. */
enum Dialect {
    SQLITE("collate binary"),
    POSTGRESQL("collate \"C\"");

    private final String bytewise;

    Dialect(String bytewise) {
        this.bytewise = bytewise;
    }

    /** The SQL clause that makes a column compare byte by byte, whatever the locale of the database. */
    String bytewise() {
        return bytewise;
    }

    /** @throws StoreSetupException if the URL names another database */
    static Dialect of(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (jdbcUrl.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new StoreSetupException(
                "spring.datasource.url names neither PostgreSQL nor SQLite.",
                "Set it to jdbc:postgresql://<host>:<port>/<database>, or remove it to use the embedded store.");
    }
}
