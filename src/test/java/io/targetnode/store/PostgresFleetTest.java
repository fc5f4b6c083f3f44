package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresFleetTest extends FleetStoreContract {

    @Override
    HikariDataSource pool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }

    @Override
    HikariDataSource emptyPool() {
        return StorePools.shared(Postgres.emptyDatabase(), null, null);
    }
}
