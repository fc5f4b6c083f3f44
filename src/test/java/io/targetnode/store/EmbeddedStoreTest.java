package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends TopologyStoreContract {

    @TempDir
    private Path folder;

    @Override
    HikariDataSource pool() {
        return StorePools.embedded(folder, Optional.empty());
    }

    @Override
    HikariDataSource emptyPool() {
        return StorePools.embedded(folder.resolve("empty"), Optional.empty());
    }
}
