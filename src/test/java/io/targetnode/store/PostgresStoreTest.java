package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresStoreTest extends TopologyStoreContract {

    private final String url = Postgres.newDatabase();

    @Override
    HikariDataSource pool() {
        return StorePools.shared(url, null, null);
    }

    @Override
    HikariDataSource emptyPool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }
}
