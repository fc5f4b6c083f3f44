/** Reads and writes JSON: strict parsing, addresses and ranges as JSON values, and JSON pointers to faults. */
@NullMarked
package io.targetnode.api.json;

import org.jspecify.annotations.NullMarked;
