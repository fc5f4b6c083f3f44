package io.targetnode.topology;

import java.util.Optional;

/**
 * What an upload shows about a table that the two lists do not depend on: the SLIT or the HMAT.
 *
 * @param <T> the content of the table
 */
public sealed interface FirmwareTable<T> {

    /** The content, if it was uploaded and can be read. */
    default Optional<T> content() {
        return Optional.empty();
    }

    /** A table that was uploaded and read, which the kernel may nevertheless drop. */
    record Uploaded<T>(T table) implements FirmwareTable<T> {

        @Override
        public Optional<T> content() {
            return Optional.of(table);
        }
    }

    /** The boot log or a complete acpidump shows that the machine has no such table. */
    record Absent<T>() implements FirmwareTable<T> {}

    /**
     * The table was not uploaded.
     *
     * @param listed whether the boot log lists the table, so that the machine has it
     */
    record NotUploaded<T>(boolean listed) implements FirmwareTable<T> {}

    /**
     * The uploaded bytes are damaged, or two files contain different tables.
     *
     * @param why the reason, which names the table and the byte offset
     */
    record Unreadable<T>(String why) implements FirmwareTable<T> {}

    /** The table was uploaded, but an earlier version of this service did not store it. */
    record NotStored<T>() implements FirmwareTable<T> {}
}
