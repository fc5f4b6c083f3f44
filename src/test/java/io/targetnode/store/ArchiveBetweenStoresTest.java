package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies archives from the embedded store to PostgreSQL and back. */
class ArchiveBetweenStoresTest extends OpenStores {

    @TempDir
    private Path folder;

    private int pools;

    @Override
    HikariDataSource pool() {
        return StorePools.embedded(folder.resolve("store" + pools++), Optional.empty());
    }

    @Test
    void everythingIsCopiedToPostgresAndBack() {
        Archives.fill(source);
        SqlStore shared = open(StorePools.shared(Postgres.newDatabase(), null, null), 1000);
        Archives.copy(source, shared);
        Archives.assertSame(source, shared);
        SqlStore target = open(1000);
        Archives.copy(shared, target);
        Archives.assertSame(source, target);
    }
}
