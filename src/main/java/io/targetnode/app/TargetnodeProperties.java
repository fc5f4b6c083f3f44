package io.targetnode.app;

import io.targetnode.topology.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the service.
 *
 * @param dataDir folder of the embedded store; not used with a PostgreSQL
 * @param storeLimit how large the embedded store may become; null for as large as the disk allows
 * @param keep how much of the past is kept
 * @param requireConditions whether writes without If-Match and If-None-Match are refused (428)
 * @param bootedMemory what topologies that are kept ready to answer may take; null for a quarter of the heap
 * @param uploadLimit how long a body may be; streams have no limit
 * @param eventReaders so many clients follow the events at a time at most
 * @param drain for how long the service goes on answering after it was told to end and has said that it is not ready
 */
@ConfigurationProperties("targetnode")
public record TargetnodeProperties(
        @DefaultValue("targetnode-data") Path dataDir,
        @Nullable DataSize storeLimit,
        @DefaultValue Keep keep,
        @DefaultValue("false") boolean requireConditions,
        @Nullable DataSize bootedMemory,
        @DefaultValue("8MB") DataSize uploadLimit,
        @DefaultValue("256") int eventReaders,
        @DefaultValue("0s") Duration drain) {

    /**
     * How much of the past is kept.
     *
     * @param revisions revisions of a topology at most
     * @param age how old a revision may be that is not current; null for any age
     * @param deletions for how long the feed remembers deletions
     */
    public record Keep(
            @DefaultValue("100") int revisions,
            @Nullable Duration age,
            @DefaultValue("30d") Duration deletions) {

        Retention retention() {
            return new Retention(revisions, Optional.ofNullable(age), deletions);
        }
    }
}
