package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresWalkTest extends ArchiveWalkContract {

    @Override
    HikariDataSource pool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }
}
