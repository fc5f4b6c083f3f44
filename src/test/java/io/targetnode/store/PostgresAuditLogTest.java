package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresAuditLogTest extends AuditLogContract {

    @Override
    HikariDataSource pool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }
}
