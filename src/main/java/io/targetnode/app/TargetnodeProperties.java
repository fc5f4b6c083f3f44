package io.targetnode.app;

import io.targetnode.api.lookup.MinimumRate;
import io.targetnode.topology.Quota;
import io.targetnode.topology.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the service.
 *
 * @param dataDir directory of the embedded store; unused with PostgreSQL
 * @param storeLimit maximum size of the embedded store; null for no limit
 * @param checkStore whether all pages of the embedded store are checked at the start
 * @param keep retention of old revisions and deletions
 * @param requireConditions whether writes without If-Match or If-None-Match are refused (428)
 * @param bootedMemory memory for the cache of replayed topologies; null for a quarter of the heap
 * @param uploadLimit maximum size of a request body, after decompression; null for 8 MB, or less if the heap is small; streamed
 *     address batches have no limit
 * @param uploads uploads that are parsed, replayed and judged at the same time; null for half of the processors
 * @param batch minimum rate of streamed batches
 * @param eventReaders maximum number of clients that follow the events at the same time
 * @param drain how long the service still answers requests after SIGTERM, while its readiness probe fails
 * @param quotas limits on the topologies of a prefix: {@code rack1-*:100}, {@code rack1-*:1GB} or {@code rack1-*:100+1GB}
 * @param corsOrigins origins of the sites whose pages may call the service; {@code *} allows reads to all sites
 */
@ConfigurationProperties("targetnode")
public record TargetnodeProperties(
        @DefaultValue("targetnode-data") Path dataDir,
        @Nullable DataSize storeLimit,
        @DefaultValue("false") boolean checkStore,
        @DefaultValue Keep keep,
        @DefaultValue("false") boolean requireConditions,
        @Nullable DataSize bootedMemory,
        @Nullable DataSize uploadLimit,
        @Nullable Integer uploads,
        @DefaultValue Batch batch,
        @DefaultValue("256") int eventReaders,
        @DefaultValue("0s") Duration drain,
        @DefaultValue List<String> quotas,
        @DefaultValue List<String> corsOrigins) {

    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^/,\\s]+");

    /** A prefix, and a number of topologies, a size, or both. */
    private static final Pattern QUOTA = Pattern.compile(
            "((?:[A-Za-z0-9][A-Za-z0-9._-]*)?)\\*:(?:([0-9]{1,9})(?:\\+([0-9]{1,9}[KMGT]?B))?|([0-9]{1,9}[KMGT]?B))");

    private static final long MAX_UPLOAD_BYTES = 1L << 30;

    public TargetnodeProperties {
        requireFrom("targetnode.store-limit", storeLimit, 1, Long.MAX_VALUE);
        requireFrom("targetnode.booted-memory", bootedMemory, 0, Long.MAX_VALUE);
        requireFrom("targetnode.upload-limit", uploadLimit, 1, MAX_UPLOAD_BYTES);
        require(uploads == null || uploads > 0, "targetnode.uploads is %d; it must be at least 1", uploads);
        require(eventReaders >= 0, "targetnode.event-readers is %d; it must not be negative", eventReaders);
        requireNotNegative("targetnode.drain", drain);
        quotas.forEach(TargetnodeProperties::quota);
        for (String origin : corsOrigins) {
            require(
                    ORIGIN.matcher(origin).matches(),
                    "targetnode.cors-origins has '%s'; an origin is https://host or https://host:port, without a path",
                    origin);
        }
    }

    List<Quota> parsedQuotas() {
        return quotas.stream().map(TargetnodeProperties::quota).toList();
    }

    private static Quota quota(String text) {
        Matcher parts = QUOTA.matcher(text);
        require(
                parts.matches(),
                "targetnode.quotas has '%s'; a quota is PREFIX*:TOPOLOGIES, PREFIX*:SIZE or PREFIX*:TOPOLOGIES+SIZE",
                text);
        String topologies = parts.group(2);
        String size = topologies == null ? parts.group(4) : parts.group(3);
        return new Quota(
                parts.group(1),
                topologies == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(topologies)),
                size == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(DataSize.parse(size).toBytes()));
    }

    /**
     * Retention of old revisions and deletions.
     *
     * @param revisions maximum number of revisions stored for each topology
     * @param age maximum age of a revision that is not current; null for no limit
     * @param deletions how long the event feed stores deletions
     * @param audit how long the audit log stores an entry
     * @param auditEntries maximum number of entries of the audit log; 0 for no stored audit log
     */
    public record Keep(
            @DefaultValue("100") int revisions,
            @Nullable Duration age,
            @DefaultValue("30d") Duration deletions,
            @DefaultValue("90d") Duration audit,
            @DefaultValue("1000000") int auditEntries) {

        public Keep {
            require(revisions >= 1, "targetnode.keep.revisions is %d; it must be at least 1", revisions);
            requireNotNegative("targetnode.keep.age", age);
            requireNotNegative("targetnode.keep.deletions", deletions);
            requireNotNegative("targetnode.keep.audit", audit);
            require(auditEntries >= 0, "targetnode.keep.audit-entries is %d; it must not be negative", auditEntries);
        }

        Retention retention() {
            return new Retention(revisions, Optional.ofNullable(age), deletions, audit, auditEntries);
        }
    }

    /**
     * The minimum rate of streamed batches.
     *
     * @param rate bytes that a stream must receive and send in a second, on average over the window; 0 for no minimum
     * @param window the time over which the average is taken
     */
    public record Batch(
            @DefaultValue("100B") DataSize rate,
            @DefaultValue("10m") Duration window) {

        public Batch {
            require(!rate.isNegative(), "targetnode.batch.rate is %s; it must not be negative", rate);
            require(window.toMillis() > 0, "targetnode.batch.window is %s; it must be above zero", window);
        }

        MinimumRate minimumRate() {
            return new MinimumRate(rate.toBytes(), window);
        }
    }

    private static void requireFrom(String name, @Nullable DataSize size, long least, long most) {
        require(
                size == null || size.toBytes() >= least && size.toBytes() <= most,
                name + " is %s; it must be from " + least + "B to " + most + "B",
                size);
    }

    private static void requireNotNegative(String name, @Nullable Duration time) {
        require(time == null || !time.isNegative(), name + " is %s; it must not be negative", time);
    }

    private static void require(boolean isValid, String message, @Nullable Object value) {
        if (!isValid) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }
}
