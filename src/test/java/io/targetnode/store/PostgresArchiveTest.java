package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresArchiveTest extends TopologyArchiveContract {

    @Override
    HikariDataSource pool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }
}
