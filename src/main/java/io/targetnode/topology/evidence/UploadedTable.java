package io.targetnode.topology.evidence;

import io.targetnode.acpi.TableHeader;

/**
 * An uploaded ACPI table.
 *
 * @param header the table's own header
 * @param checksumHolds whether its bytes add up to 0; if not, the table was edited or damaged
 */
public record UploadedTable(TableHeader header, boolean checksumHolds) {}
