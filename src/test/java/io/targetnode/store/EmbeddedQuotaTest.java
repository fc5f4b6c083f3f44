package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQuotaTest extends QuotaContract {

    @TempDir
    private Path folder;

    private int pools;

    @Override
    HikariDataSource pool() {
        return StorePools.embedded(folder.resolve("store" + pools++), Optional.empty());
    }
}
