package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;

class PostgresQuotaTest extends QuotaContract {

    @Override
    HikariDataSource pool() {
        return StorePools.shared(Postgres.newDatabase(), null, null);
    }
}
