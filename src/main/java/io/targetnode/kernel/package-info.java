/**
 * The boot, replayed: usable RAM, SRAT and CEDT become numbered nodes, meminfo and reserved meminfo, as a kernel of a
 * given release makes them, with the story of every block. The rules are those of docs/kernel-rules.md, cited by section.
 */
@NullMarked
package io.targetnode.kernel;

import org.jspecify.annotations.NullMarked;
