/**
 * The boot replay: derives nodes, meminfo and reserved meminfo from usable RAM, SRAT and CEDT, as a kernel of a given release
 * does, with the history of every block. The rules are those of docs/kernel-rules.md, cited by section.
 * {@link io.targetnode.kernel.BootReplay} is the entry.
 */
@NullMarked
package io.targetnode.kernel;

import org.jspecify.annotations.NullMarked;
