package io.targetnode.topology.evidence;

import io.targetnode.acpi.TableHeader;

/**
 * A table that was uploaded.
 *
 * @param header as it states itself
 * @param checksumHolds whether its bytes add up to 0; if not, it was edited or damaged
 */
public record UploadedTable(TableHeader header, boolean checksumHolds) {}
