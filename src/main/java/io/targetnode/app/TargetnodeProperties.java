package io.targetnode.app;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the service.
 *
 * @param storeEntries entries and ranges of all stored machines at most; an upload that exceeds them is a 507
 * @param bootedEntries entries and ranges of the machines that are kept ready to answer at most
 * @param uploadLimit how long a body may be; streams of addresses have no limit
 */
@ConfigurationProperties("targetnode")
public record TargetnodeProperties(
        @DefaultValue("1000000") long storeEntries,
        @DefaultValue("100000") long bootedEntries,
        @DefaultValue("8MB") DataSize uploadLimit) {}
