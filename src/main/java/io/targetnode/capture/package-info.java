/**
 * Readers of captures, the texts that hosts print: the boot log, /proc/iomem, /sys/firmware/memmap, acpidump and others. Bytes are
 * decoded leniently. A capture that cannot be used is refused with the line number. Every reader is linear in its input.
 */
@NullMarked
package io.targetnode.capture;

import org.jspecify.annotations.NullMarked;
