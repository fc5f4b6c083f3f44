package io.targetnode.acpi;

/**
 * What tells one version of a table from another, as its header states it and the boot log prints it. Names of vendors are
 * left out.
 *
 * @param signature four characters
 * @param lengthBytes the table's length
 * @param revision of the table's format
 * @param oemRevision the vendor's number for the table's content, unsigned
 * @param creatorRevision version of the program that made it, unsigned
 */
public record TableHeader(String signature, long lengthBytes, int revision, int oemRevision, int creatorRevision) {}
