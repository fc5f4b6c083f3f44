/**
 * What hosts print, read into facts: the boot log, /proc/iomem, /sys/firmware/memmap, acpidump. Text comes in as bytes and
 * is decoded leniently; what cannot be used is refused with its line number. Every reader is linear in its input.
 */
@NullMarked
package io.targetnode.capture;

import org.jspecify.annotations.NullMarked;
